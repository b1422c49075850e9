package io.austin.stream.functions;

import io.austin.stream.common.AnchorInfo;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Tells Flink how an event crosses the network, without Kryo: named on the fields that hold one.
 */
public final class AnchorInfoTypeInfoFactory extends TypeInfoFactory<AnchorInfo> {
  @Override
  public TypeInformation<AnchorInfo> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> genericParameters) {
    return AnchorInfoTypeInfo.INSTANCE;
  }
}
