package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Freshness;
import io.austin.stream.console.history.ArchiveException;
import io.austin.stream.console.redis.RedisBusyException;
import io.austin.stream.console.redis.RedisUnavailableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says errors in the API's one form. What asked for is in no log: it may name a receiver. */
final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private final StreamProgress progress;

  Errors(StreamProgress progress) {
    this.progress = progress;
  }

  void addTo(RoutesConfig routes) {
    routes.exception(ApiException.class, this::tell);
    routes.exception(
        RedisUnavailableException.class,
        (away, ctx) -> tell(unavailable("redis_unavailable", away), ctx));
    routes.exception(
        ArchiveException.class,
        (silent, ctx) -> tell(unavailable(silent.reason().code(), silent), ctx));
    routes.exception(RedisBusyException.class, (busy, ctx) -> tell(unavailable("busy", busy), ctx));
    routes.exception(
        MethodNotAllowedResponse.class,
        (refused, ctx) -> {
          ctx.header("Allow", allowed(refused));
          if (ctx.method().name().equals("OPTIONS")) {
            ctx.status(HttpStatus.NO_CONTENT);
          } else {
            tell(refused(refused), ctx);
          }
        });
    routes.exception(HttpResponseException.class, (refused, ctx) -> tell(refused(refused), ctx));
    routes.exception(
        Exception.class,
        (failed, ctx) -> {
          if (brokeOff(failed)) {
            LOG.debug("a request broke off: {}", failed.toString());
            tell(ApiException.of(400, "bad_request", "The request is refused."), ctx);
            return;
          }
          LOG.error("a request failed", failed);
          tell(ApiException.of(500, "internal_error", "This is a defect; see the log."), ctx);
        });
  }

  /** Whether the client hung up, or sent what is no request: whoever reads it throws then. */
  private static boolean brokeOff(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          || cause instanceof HttpException
          || cause instanceof IllegalCharsetNameException
          || cause instanceof UnsupportedCharsetException) {
        return true;
      }
    }
    return false;
  }

  private void tell(ApiException error, Context ctx) {
    ctx.status(error.status());
    Json.write(ctx, new Answers.Error(error.details(), freshness(error)));
  }

  private static String allowed(MethodNotAllowedResponse refused) {
    return String.join(", ", new TreeSet<>(refused.getDetails().values())) + ", OPTIONS";
  }

  private @Nullable Freshness freshness(ApiException error) {
    if (!error.isNotFound()) {
      return null;
    }
    try {
      return progress.freshness();
    } catch (RedisUnavailableException | RedisBusyException away) {
      return Freshness.UNKNOWN;
    }
  }

  private static ApiException unavailable(String code, RuntimeException cause) {
    return ApiException.of(503, code, String.valueOf(cause.getMessage()));
  }

  private static ApiException refused(HttpResponseException refused) {
    return switch (refused.getStatus()) {
      case 404 -> ApiException.of(404, "no_such_address", "There is no such address.");
      case 405 -> ApiException.of(405, "method_not_allowed", "Not with this method.");
      case 413 -> ApiException.of(413, "too_large", "The request is too large.");
      default -> ApiException.of(refused.getStatus(), "bad_request", "The request is refused.");
    };
  }
}
