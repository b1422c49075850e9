package io.austin.stream.console.trend;

import io.austin.stream.common.BusinessId;

/** A template in one of its types, as the first eight digits of its business ids: an int. */
public final class TypedTemplate {
  private static final long DAY_UNIT = 100_000_000;
  private static final int ID_UNIT = 10_000_000;
  private static final int TYPE_UNIT = 10;

  private TypedTemplate() {}

  static int of(BusinessId businessId) {
    return (int) (businessId.toLong() / DAY_UNIT);
  }

  /** The template's id. */
  public static long id(int template) {
    return template % ID_UNIT;
  }

  /** The code of its type. */
  public static int type(int template) {
    return template / ID_UNIT * TYPE_UNIT;
  }
}
