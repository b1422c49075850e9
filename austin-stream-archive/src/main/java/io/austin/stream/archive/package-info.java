/**
 * The archive: a job that writes every event to an Iceberg table, one row per receiver, and the
 * commands that run, verify and maintain it. {@link io.austin.stream.archive.ArchiveJob} joins the
 * ends, {@link io.austin.stream.archive.ArchiveTable} says what a row is, {@link
 * io.austin.stream.archive.Warehouse} where the tables are, {@link
 * io.austin.stream.archive.Progress} how far they go.
 */
@NullMarked
package io.austin.stream.archive;

import org.jspecify.annotations.NullMarked;
