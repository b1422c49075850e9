package io.austin.stream.console.rights;

import io.javalin.http.Context;

/**
 * Who asks, and what that person may see.
 *
 * @param name as a proxy says it, else as {@code by}
 * @param by how the console knows: proxy, token, local
 */
public record Person(String name, String by, Right right) {
  private static final String PROXY = "proxy";
  private static final String TOKEN = "token";
  private static final String LOCAL = "local";
  private static final String ATTRIBUTE = Person.class.getName();

  /** Somebody whom a proxy names. */
  public static Person named(String name, Right right) {
    return new Person(name, PROXY, right);
  }

  /** Whoever knows the token. */
  public static Person withToken(Right right) {
    return new Person(TOKEN, TOKEN, right);
  }

  /** Whoever is on the console's own machine, where no token is wanted. */
  public static Person onThisMachine(Right right) {
    return new Person(LOCAL, LOCAL, right);
  }

  /** Whether it came with the token, and can log out. */
  public boolean isWithToken() {
    return by.equals(TOKEN);
  }

  /** Whoever sent the request. */
  public static Person of(Context ctx) {
    Person person = ctx.attribute(ATTRIBUTE);
    if (person == null) {
      throw new IllegalStateException("nobody was let in");
    }
    return person;
  }

  /** Lets this person in. */
  public void letIn(Context ctx) {
    ctx.attribute(ATTRIBUTE, this);
  }
}
