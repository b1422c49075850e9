package io.austin.stream.functions;

import io.austin.stream.common.AnchorInfo;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Flink's description of {@link AnchorInfo}: one immutable value. */
final class AnchorInfoTypeInfo extends TypeInformation<AnchorInfo> {
  static final AnchorInfoTypeInfo INSTANCE = new AnchorInfoTypeInfo();

  private static final long serialVersionUID = 1L;

  private AnchorInfoTypeInfo() {}

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<AnchorInfo> getTypeClass() {
    return AnchorInfo.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<AnchorInfo> createSerializer(SerializerConfig config) {
    return AnchorInfoSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "AnchorInfo";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AnchorInfoTypeInfo;
  }

  @Override
  public int hashCode() {
    return AnchorInfoTypeInfo.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof AnchorInfoTypeInfo;
  }
}
