package io.austin.stream.functions.redis;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * Loads the classes of this package anew, changed so that the writer's methods begin with a step of
 * {@link InjectedError}.
 */
final class SteppingClasses extends ClassLoader {
  private static final String PACKAGE = InjectedError.class.getPackageName() + ".";

  /**
   * Those of which each word or byte takes several; what allocates among them is {@code reserve}.
   */
  private static final ElementMatcher<MethodDescription> TINY =
      namedOneOf("append", "endOfLine", "header", "next", "number");

  SteppingClasses() {
    super(SteppingClasses.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      boolean own = name.startsWith(PACKAGE) && !name.equals(InjectedError.class.getName());
      if (!own) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? load(name) : loaded;
    }
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    URL file = getParent().getResource(name.replace('.', '/') + ".class");
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = file.openStream()) {
      byte[] bytes = in.readAllBytes();
      byte[] changed = file.getPath().contains("/test-classes/") ? bytes : stepping(name, bytes);
      return defineClass(name, changed, 0, changed.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] stepping(String name, byte[] bytes) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, bytes),
            ClassFileLocator.ForClassLoader.of(getParent()));
    return new ByteBuddy()
        .redefine(TypePool.Default.of(locator).describe(name).resolve(), locator)
        .visit(Advice.to(Step.class).on(isMethod().and(not(TINY))))
        .make()
        .getBytes();
  }

  /** What stands at the beginning of each method. */
  static final class Step {
    private Step() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Origin("#t.#m#s") String place) {
      InjectedError.step(place);
    }
  }
}
