package io.austin.stream.cli;

import java.util.Objects;
import org.apache.flink.runtime.util.EnvironmentInformation;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String own = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "%s %s (Flink %s, Java %s)"
          .formatted(
              Commands.NAME,
              Objects.requireNonNullElse(own, "development"),
              EnvironmentInformation.getVersion(),
              Runtime.version())
    };
  }
}
