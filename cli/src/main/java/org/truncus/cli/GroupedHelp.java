package org.truncus.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Puts the options of mixins that have a {@link Heading} under it, those of the command itself
 * first. Argument groups could do so too, but a flag given twice begins such a group anew and loses
 * the others.
 */
final class GroupedHelp implements CommandLine.IHelpSectionRenderer {

  private GroupedHelp() {}

  /** Takes over the help of this command and those below it, where they have such mixins. */
  static void install(CommandLine line) {
    if (!groups(line.getCommandSpec()).isEmpty()) {
      line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new GroupedHelp());
    }
    line.getSubcommands().values().forEach(GroupedHelp::install);
  }

  @Override
  public String render(Help help) {
    CommandSpec spec = help.commandSpec();
    Map<String, List<OptionSpec>> groups = groups(spec);
    List<OptionSpec> own = new ArrayList<>(spec.options());
    groups.values().forEach(own::removeAll);
    StringBuilder text = new StringBuilder(list(help, own));
    groups.forEach(
        (heading, options) ->
            text.append(help.createHeading("%n" + heading + ":%n")).append(list(help, options)));
    return text.toString();
  }

  private static String list(Help help, List<OptionSpec> options) {
    return help.optionListExcludingGroups(
        options, help.createDefaultLayout(), null, help.parameterLabelRenderer());
  }

  /** The options of all mixins, however deep, by their heading. */
  private static Map<String, List<OptionSpec>> groups(CommandSpec spec) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    for (CommandSpec mixin : spec.mixins().values()) {
      Heading heading = mixin.userObject().getClass().getAnnotation(Heading.class);
      if (heading != null) {
        groups.put(heading.value(), mixin.options());
      }
      groups.putAll(groups(mixin));
    }
    return groups;
  }
}
