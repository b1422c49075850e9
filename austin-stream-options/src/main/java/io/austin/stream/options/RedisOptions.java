package io.austin.stream.options;

import static io.austin.stream.options.OptionDefinitions.KAFKA_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.REDIS_BUCKETS;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.REDIS_SENTINEL_PASSWORD;
import static io.austin.stream.options.OptionDefinitions.REDIS_SENTINEL_USER;
import static io.austin.stream.options.OptionDefinitions.REDIS_TLS_CA;
import static io.austin.stream.options.OptionDefinitions.REDIS_URI;

import io.austin.stream.redis.RedisEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The way to Redis as the options say it. */
public final class RedisOptions {
  private RedisOptions() {}

  /**
   * The endpoint, with the certificates read, so that machines which lack the file need it not.
   *
   * @throws UsageException when an option is missing, does not fit the address, or names a file
   *     that is none of certificates
   */
  public static RedisEndpoint endpoint(OptionValues options) {
    RedisEndpoint endpoint = RedisEndpoint.parse(options.get(REDIS_URI));
    if (endpoint.isCluster()) {
      requireNoBuckets(options);
      requireNoBraces(REDIS_KEY_PREFIX, options);
      requireNoBraces(KAFKA_GROUP_ID, options);
    }
    Optional<String> sentinelPassword = options.find(REDIS_SENTINEL_PASSWORD);
    Optional<String> sentinelUser = options.find(REDIS_SENTINEL_USER);
    if (sentinelPassword.isPresent() || sentinelUser.isPresent()) {
      requireSentinels(endpoint);
      endpoint =
          endpoint.withSentinelLogin(sentinelUser.orElse(null), sentinelPassword.orElse(null));
    }
    Optional<Path> authorities = options.find(REDIS_TLS_CA);
    return authorities.isPresent() ? trusting(authorities.get(), endpoint) : endpoint;
  }

  private static void requireNoBuckets(OptionValues options) {
    if (options.isSet(REDIS_BUCKETS)) {
      throw new UsageException(
          "redis.buckets does not apply to a Redis Cluster, whose slots are the buckets: leave it"
              + " out.");
    }
  }

  /** They are part of the fences' names, which end in a hash tag. */
  private static void requireNoBraces(Option<String> option, OptionValues options) {
    String text = options.get(option);
    if (text.contains("{") || text.contains("}")) {
      throw new UsageException(
          "%s is '%s', but with a Redis Cluster it may hold neither { nor }."
              .formatted(option, text));
    }
  }

  private static void requireSentinels(RedisEndpoint endpoint) {
    if (endpoint.kind() != RedisEndpoint.Kind.SENTINEL) {
      throw new UsageException(
          "redis.sentinel.user and redis.sentinel.password are for Sentinels, but redis.uri names"
              + " none: "
              + endpoint
              + ".");
    }
  }

  private static RedisEndpoint trusting(Path file, RedisEndpoint endpoint) {
    if (!endpoint.isTls()) {
      throw new UsageException(
          "redis.tls.ca is set, but redis.uri is not for TLS: begin it with rediss, or leave"
              + " redis.tls.ca out.");
    }
    try {
      // Certificates are ASCII, and what else stands beside them may be anything.
      return endpoint.trusting(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException missing) {
      throw new UsageException(
          "redis.tls.ca names '%s', which is not there: name a file of this machine with the CA's certificate in PEM."
              .formatted(file));
    } catch (IOException unreadable) {
      throw new UsageException(
          "redis.tls.ca names '%s', which cannot be read (%s)."
              .formatted(file, unreadable.getMessage()));
    } catch (IllegalArgumentException noCertificate) {
      throw new UsageException(
          "redis.tls.ca names '%s', which %s: it is to begin with -----BEGIN CERTIFICATE-----."
              .formatted(file, noCertificate.getMessage()));
    }
  }
}
