/** What guards the console and what a browser loads: access, headers, the page's files. */
@NullMarked
package io.austin.stream.console.web;

import org.jspecify.annotations.NullMarked;
