package org.truncus.gateway.dimse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.truncus.problem.UsageException;

/**
 * Parts of a distinguished name that a certificate's subject has to contain, such as {@code
 * CN=cr1,O=Hospital}. Attribute types and values are compared without regard to case, their order
 * doesn't count, and the subject may have more.
 *
 * @param text as written
 */
public record TlsSubject(String text) {

  /** Checks that the text is a name. */
  public TlsSubject {
    text = text.strip();
    if (parts(text).isEmpty()) {
      throw malformed(text, null);
    }
  }

  /**
   * Whether all parts stand in that name.
   *
   * @param subject as RFC 2253 writes it
   */
  public boolean isIn(String subject) {
    Map<String, List<String>> theirs;
    try {
      theirs = parts(subject);
    } catch (UsageException e) {
      return false;
    }
    return parts(text).entrySet().stream()
        .allMatch(
            part -> theirs.getOrDefault(part.getKey(), List.of()).containsAll(part.getValue()));
  }

  @Override
  public String toString() {
    return text;
  }

  private static Map<String, List<String>> parts(String name) {
    Map<String, List<String>> parts = new HashMap<>();
    try {
      for (Rdn rdn : new LdapName(name).getRdns()) {
        var attributes = rdn.toAttributes().getAll();
        while (attributes.hasMore()) {
          var attribute = attributes.next();
          parts
              .computeIfAbsent(
                  attribute.getID().toUpperCase(Locale.ROOT), type -> new ArrayList<>())
              .add(String.valueOf(attribute.get()).strip().toLowerCase(Locale.ROOT));
        }
      }
    } catch (NamingException e) {
      throw malformed(name, e);
    }
    return parts;
  }

  private static UsageException malformed(String text, Throwable cause) {
    return new UsageException(
        "'%s' is no part of a certificate's subject; write it as CN=cr1 or CN=cr1,O=Hospital"
            .formatted(text),
        cause);
  }
}
