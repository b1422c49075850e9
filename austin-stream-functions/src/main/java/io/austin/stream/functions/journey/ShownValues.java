package io.austin.stream.functions.journey;

import static org.apache.flink.api.common.typeinfo.Types.BOOLEAN;
import static org.apache.flink.api.common.typeinfo.Types.POJO;
import static org.apache.flink.api.common.typeinfo.Types.STRING;

import io.austin.stream.common.JourneyKeys;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.MapTypeInfo;

/**
 * What is to stand in a key of Redis: absolute values, so that writing them twice does no harm.
 *
 * @param key the key's name behind {@link JourneyKeys#prefix}
 * @param sorted whether it is a sorted set and the values are scores; otherwise it is a hash
 * @param whole whether nothing else stands there
 * @param values by field or member; {@link #GONE} takes one away
 */
@TypeInfo(ShownValues.Types.class)
public record ShownValues(String key, boolean sorted, boolean whole, Map<String, Long> values) {
  /** For Flink, which takes a map in a record for a type that it knows nothing of. */
  public static final class Types extends TypeInfoFactory<ShownValues> {
    @Override
    public TypeInformation<ShownValues> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return POJO(
          ShownValues.class,
          Map.of(
              "key", STRING,
              "sorted", BOOLEAN,
              "whole", BOOLEAN,
              "values", new MapTypeInfo<>(String.class, Long.class)));
    }
  }

  /** In place of a value: there is none. */
  public static final long GONE = Long.MIN_VALUE;

  /** A hash; {@code whole}: nothing else stands there. */
  public static ShownValues hash(String key, boolean whole, Map<String, Long> values) {
    return new ShownValues(key, false, whole, values);
  }

  static ShownValues sortedSet(String key, Map<String, Long> members) {
    return new ShownValues(key, true, true, members);
  }

  /** The same after these, which came later. */
  ShownValues then(ShownValues later) {
    if (later.whole) {
      return later;
    }
    Map<String, Long> both = new HashMap<>(values);
    both.putAll(later.values);
    return new ShownValues(key, sorted, whole, both);
  }
}
