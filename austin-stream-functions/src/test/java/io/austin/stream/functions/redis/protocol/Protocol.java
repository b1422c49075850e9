package io.austin.stream.functions.redis.protocol;

/** How a writer brings a batch to Redis. */
enum Protocol {
  /** On one server: bucket by bucket, each asked for and then sent. */
  TRANSACTIONS,
  /** In a cluster: every bucket's section is sent at once, and compares the fences itself. */
  SCRIPTS
}
