package io.austin.stream.cli.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A chat's robot, told in one message what is new.
 *
 * @param secret with which what is posted is signed; none where the robot wants no signature
 */
record Robot(
    Dialect dialect, IncidentFilter filter, Optional<String> secret, Digest.Language language)
    implements IncidentTeller {
  private static final JsonMapper JSON = new JsonMapper();

  /** How a chat wants it. */
  enum Dialect {
    /**
     * DingTalk.
     *
     * @see <a href="https://open.dingtalk.com/document/robots/custom-robot-access">its
     *     documentation</a>
     */
    DINGTALK,
    /**
     * Feishu, and Lark.
     *
     * @see <a href="https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot">its
     *     documentation</a>
     */
    FEISHU,
    /**
     * WeCom, which knows no signature.
     *
     * @see <a href="https://developer.work.weixin.qq.com/document/path/91770">its documentation</a>
     */
    WECOM
  }

  @Override
  public boolean forgets() {
    return false;
  }

  @Override
  public Optional<Request> request(String path, News news, Instant now, String page) {
    return Digest.of(news, language, page).map(text -> request(path, text, now));
  }

  private Request request(String path, String text, Instant now) {
    ObjectNode body = JSON.createObjectNode();
    String signedPath = path;
    switch (dialect) {
      case FEISHU -> {
        body.put("msg_type", "text").putObject("content").put("text", text);
        String second = String.valueOf(now.getEpochSecond());
        secret.ifPresent(
            key -> body.put("timestamp", second).put("sign", signed(second + "\n" + key, "")));
      }
      case DINGTALK -> {
        body.put("msgtype", "text").putObject("text").put("content", text);
        long milli = now.toEpochMilli();
        signedPath =
            secret
                .map(
                    key ->
                        "%s%stimestamp=%d&sign=%s"
                            .formatted(
                                path,
                                path.contains("?") ? "&" : "?",
                                milli,
                                URLEncoder.encode(signed(key, milli + "\n" + key), UTF_8)))
                .orElse(path);
      }
      case WECOM -> body.put("msgtype", "text").putObject("text").put("content", text);
    }
    return new Request(signedPath, List.of(Request.JSON), body.toString(), true);
  }

  private static String signed(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HmacSHA256", impossible);
    }
  }
}
