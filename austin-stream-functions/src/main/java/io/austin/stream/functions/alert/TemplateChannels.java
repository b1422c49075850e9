package io.austin.stream.functions.alert;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;

/** Which channels templates send through, as far as that is known. It opens what it reads. */
public interface TemplateChannels extends Serializable, AutoCloseable {
  /** The channels' codes by template; templates whose channel is not known are left out. */
  Map<Long, Integer> find(Collection<Long> templates);

  @Override
  void close();
}
