package io.austin.stream.cli.notify;

import java.util.List;

/**
 * What is posted.
 *
 * @param path where to, with the query
 * @param headers lines, such as {@code Content-Type: application/json}
 * @param body the text
 * @param coded whether an answer of 200 says in its body, by a code, whether it was taken, as
 *     chats' robots do
 */
record Request(String path, List<String> headers, String body, boolean coded) {
  static final String JSON = "Content-Type: application/json; charset=UTF-8";
}
