package io.austin.stream.cli.notify;

/** What a target is told of, and in which form. */
sealed interface Telling permits SignedEvents, IncidentTeller {}
