/** What people and programs get to see: a run's summary, trails. */
@NullMarked
package io.austin.stream.cli.report;

import org.jspecify.annotations.NullMarked;
