package org.truncus.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus completion}. */
@Command(
    name = "completion",
    description = "Prints the completion script of a shell.",
    headerHeading = "Examples:%n",
    header = {"  source <(truncus completion bash)", "  source <(truncus completion zsh)%n"})
final class CompletionCommand implements Callable<Integer> {

  /** The shells for which there is a script; zsh reads bash's through bashcompinit. */
  enum Shell {
    BASH,
    ZSH
  }

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell;

  @Override
  public Integer call() {
    String script = AutoComplete.bash("truncus", spec.parent().commandLine());
    if (shell == Shell.ZSH) {
      script = "autoload -U +X bashcompinit && bashcompinit\n" + script;
    }
    spec.commandLine().getOut().println(script);
    return ExitCode.OK;
  }
}
