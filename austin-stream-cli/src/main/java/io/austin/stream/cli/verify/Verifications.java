package io.austin.stream.cli.verify;

import static io.austin.stream.options.OptionDefinitions.DEAD_LETTER_TOPIC;

import io.austin.stream.cli.deadletter.ReplayLedger;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.verify.TopicReader;
import io.austin.stream.verify.Verification;
import java.io.IOException;
import java.util.Optional;

/** Makes the verification of the servers that options name. */
public final class Verifications {
  private Verifications() {}

  /**
   * A verification that shows how far it is. What was replayed, as the receipts in the dead-letter
   * topic say, counts where the replay put it.
   *
   * @throws IOException when the dead-letter topic cannot be read
   */
  public static Verification of(OptionValues options, LiveLine live) throws IOException {
    TopicReader reader = new TopicReader(KafkaOptions.clients(options).consumer(), live::show);
    Optional<String> deadLetters = options.find(DEAD_LETTER_TOPIC);
    ReplayLedger ledger =
        deadLetters.isPresent()
            ? ReplayLedger.read(reader, deadLetters.get())
            : ReplayLedger.none();
    return new Verification(options, reader, ledger::hasReplayed, live::show);
  }
}
