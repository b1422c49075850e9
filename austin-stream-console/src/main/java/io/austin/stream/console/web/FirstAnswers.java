package io.austin.stream.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.console.rights.Person;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page is going to ask for first, answered within its HTML: far away that is a round trip
 * less. What is not answered soon, or with an error, is left to the page's script, which asks for
 * it as for all that comes later. The addresses are the script's, letter by letter.
 */
final class FirstAnswers {
  private static final String API = "/api/v1";
  private static final long WITHIN_NANOS = Duration.ofMillis(200).toNanos();
  private static final int MOST_AT_ONCE = 32;

  /** As the script's: so many rows are asked for at once. */
  private static final String LIMIT = "50";

  /** Up to so long an id is a template's own, which is shown for a day. */
  private static final int TEMPLATE_ID = 7;

  private final StaticFiles.Answers source;

  /** So many answers are made at once; while a slow Redis holds them all up, pages come without. */
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0, MOST_AT_ONCE, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), FirstAnswers::daemon);

  FirstAnswers(StaticFiles.Answers source) {
    this.source = source;
  }

  /**
   * The HTML that holds them.
   *
   * @param path of the page, below {@code base}
   */
  String of(Context ctx, String base, String path) {
    Map<Call, Future<byte @Nullable []>> asked = new LinkedHashMap<>();
    Person person = Person.of(ctx);
    try {
      for (Call call : calls(ctx, path)) {
        asked.put(call, threads.submit(() -> source.answer(call.path(), call.forApi(), person)));
      }
    } catch (RejectedExecutionException tooMany) {
      // The page asks for the rest.
    }
    long until = System.nanoTime() + WITHIN_NANOS;
    StringBuilder elements = new StringBuilder();
    asked.forEach(
        (call, answer) -> {
          byte[] json = await(answer, until);
          if (json != null) {
            elements.append(element(base + API + call, json));
          }
        });
    return elements.toString();
  }

  /** Null where it fails, and where it does not come; then it goes on, for it will be asked for. */
  private static byte @Nullable [] await(Future<byte @Nullable []> answer, long until) {
    try {
      return answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException askedForAgain) {
      return null;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Nothing in it can end the element (HTML, 4.12.1.3): no JSON needs the sign itself. */
  private static String element(String address, byte[] json) {
    return "<script type=\"application/json\" data-answers=\""
        + address.replace("&", "&amp;")
        + "\">"
        + new String(json, UTF_8).replace("<", "\\u003c")
        + "</script>\n";
  }

  private static List<Call> calls(Context ctx, String path) {
    String page = path.split("/", -1)[1];
    String id = id(ctx, path);
    List<Call> calls = new ArrayList<>(List.of(new Call("/health")));
    switch (id.isEmpty() ? "" : page) {
      case "template" -> {
        for (String of : List.of("/template", "/template/minutes")) {
          Call call = new Call(of).with("id", id);
          calls.add(id.length() <= TEMPLATE_ID ? call.asOf(ctx, "day") : call);
        }
      }
      case "receiver" -> {
        // Days of the archive take longer than a page may wait.
        if (ctx.queryParam("days") == null) {
          calls.add(
              new Call("/receiver")
                  .with("id", id)
                  .asOf(ctx, "outcome", "offset")
                  .with("limit", LIMIT));
        }
      }
      case "message" -> {
        calls.add(new Call("/message").with("id", id).asOf(ctx, "offset"));
        String receiver = ctx.queryParam("receiver");
        if (receiver != null && !receiver.isEmpty()) {
          calls.add(new Call("/receiver").with("id", receiver).with("message", id));
        }
      }
      case "caller" -> calls.add(new Call("/caller").with("id", id).asOf(ctx, "offset"));
      default -> {
        if (path.equals("/") && ctx.queryParam("q") == null) {
          calls.add(
              new Call("/templates")
                  .asOf(ctx, "day", "sort", "order", "offset")
                  .with("limit", LIMIT));
        }
      }
    }
    return calls;
  }

  private static String id(Context ctx, String path) {
    String within = ctx.pathParamMap().getOrDefault("id", "");
    String beside = ctx.queryParam("id");
    return within.isEmpty() && beside != null && !path.equals("/") ? beside : within;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "first-answers");
    thread.setDaemon(true);
    return thread;
  }

  private record Call(String path, Map<String, String> parameters) {
    Call(String path) {
      this(path, new LinkedHashMap<>());
    }

    Call with(String name, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        parameters.put(name, value);
      }
      return this;
    }

    /** With parameters that the page's own address has. */
    Call asOf(Context ctx, String... names) {
      for (String name : names) {
        with(name, ctx.queryParam(name));
      }
      return this;
    }

    Map<String, List<String>> forApi() {
      return parameters.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
    }

    @Override
    public String toString() {
      String query =
          parameters.entrySet().stream()
              .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
              .collect(Collectors.joining("&"));
      return query.isEmpty() ? path : path + "?" + query;
    }
  }
}
