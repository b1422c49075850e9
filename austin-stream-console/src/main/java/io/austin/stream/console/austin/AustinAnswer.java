package io.austin.stream.console.austin;

import org.jspecify.annotations.Nullable;

/** What every answer to austin's pages is wrapped in. */
public record AustinAnswer(String status, String msg, @Nullable Object data) {
  static AustinAnswer success(Object data) {
    return new AustinAnswer("0", "操作成功", data);
  }

  static AustinAnswer badRequest() {
    return new AustinAnswer("A0100", "客户端参数错误", null);
  }

  /** Without the token, or under a foreign name. */
  public static AustinAnswer unauthorized() {
    return new AustinAnswer("A0301", "没有访问权限", null);
  }

  static AustinAnswer unavailable() {
    return new AustinAnswer("B0001", "服务执行异常", null);
  }
}
