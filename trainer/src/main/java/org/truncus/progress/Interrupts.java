package org.truncus.progress;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The first Ctrl-C (or SIGTERM) asks the work to stop at its next safe point, the second one ends
 * the process. The JDK's signal API has no supported name, so it is reached by reflection; where it
 * is missing, Ctrl-C ends the process at once.
 */
public final class Interrupts {

  private Interrupts() {}

  /** Lets SIGINT and SIGTERM set {@code stop}; {@code notice} is printed on the first of them. */
  public static void stopOnSignal(StopSignal stop, String notice) {
    for (String name : new String[] {"INT", "TERM"}) {
      int exitCode = name.equals("INT") ? 130 : 143;
      handle(
          name,
          () -> {
            if (stop.asked()) {
              Runtime.getRuntime().halt(exitCode);
            }
            stop.ask();
            System.err.println();
            System.err.println(notice);
          });
    }
  }

  /** Leaves SIGINT to another process of the same terminal, which tells this one to stop. */
  public static void ignore() {
    handle("INT", () -> {});
  }

  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                switch (method.getName()) {
                  case "handle" -> action.run();
                  case "hashCode" -> {
                    return System.identityHashCode(self);
                  }
                  case "equals" -> {
                    return self == arguments[0];
                  }
                  default -> {
                    return name;
                  }
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InstantiationException
        | InvocationTargetException e) {
      System.getLogger(Interrupts.class.getName())
          .log(System.Logger.Level.DEBUG, "no signal handling for " + name, e);
    }
  }
}
