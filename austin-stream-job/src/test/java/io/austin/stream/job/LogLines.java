package io.austin.stream.job;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** The warnings and errors that a logger writes until this is closed. */
final class LogLines extends AbstractAppender implements AutoCloseable {
  private final String logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LogLines(String logger) {
    super(logger, null, null, false, Property.EMPTY_ARRAY);
    this.logger = logger;
  }

  static LogLines of(String logger) {
    LogLines log = new LogLines(logger);
    log.start();
    LoggerConfig config = new LoggerConfig(logger, Level.WARN, false);
    config.addAppender(log, Level.WARN, null);
    LoggerContext context = LoggerContext.getContext(false);
    context.getConfiguration().addLogger(logger, config);
    context.updateLoggers();
    return log;
  }

  @Override
  public void append(LogEvent event) {
    lines.add(event.getMessage().getFormattedMessage());
  }

  /** Whether there is a line with one of these in it. */
  boolean anyNames(String... words) {
    return lines.stream().anyMatch(line -> Stream.of(words).anyMatch(line::contains));
  }

  /** All lines so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    LoggerContext context = LoggerContext.getContext(false);
    context.getConfiguration().removeLogger(logger);
    context.updateLoggers();
    stop();
  }
}
