package io.austin.stream.bench.measure;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.cli.verify.Verifications;
import io.austin.stream.options.OptionValues;
import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.Differences;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The comparison with the reference model, folded once for all runs over one backlog. */
public final class ModelCheck {
  private final BenchSite site;
  private final Folded folded;

  private static final class Folded {
    private final Function<String, OptionValues> options;
    private @Nullable String topic;
    private @Nullable ReferenceModel model;

    Folded(Function<String, OptionValues> options) {
      this.options = options;
    }

    ReferenceModel of(String wanted, LiveLine progress) throws IOException {
      ReferenceModel known = model;
      if (known == null || !wanted.equals(topic)) {
        model = null; // room for the next one
        known = Verifications.of(options.apply(wanted), progress).model();
        model = known;
        topic = wanted;
      }
      return known;
    }
  }

  /**
   * Such a comparison.
   *
   * @param options what a verification of a topic takes
   */
  public ModelCheck(BenchSite site, Function<String, OptionValues> options) {
    this(site, new Folded(options));
  }

  private ModelCheck(BenchSite site, Folded folded) {
    this.site = site;
    this.folded = folded;
  }

  /** The same of another site's Redis, over the same backlogs. */
  public ModelCheck on(BenchSite other) {
    return new ModelCheck(other, folded);
  }

  /** The check for a job, which must have cut trails to their bound. */
  public long whenCut(Backlog backlog) throws IOException {
    ReferenceModel says = folded.of(backlog.topic(), site.live());
    return differences(says, Comparison.with(says));
  }

  /** The check for others, who cut no trails: those that are too long count as if they were cut. */
  public long whenUncut(Backlog backlog) throws IOException {
    ReferenceModel says = folded.of(backlog.topic(), site.live());
    return differences(says, Comparison.with(says).beforeTrimming());
  }

  private long differences(ReferenceModel says, Comparison comparison) {
    site.live().show("Reading Redis, which must hold %,d keys".formatted(says.keys().size()));
    Differences found =
        comparison.exclusive().of(RedisContents.readAll(site.redis().clients()), Instant.now());
    found.first().forEach(difference -> site.live().say("  " + difference));
    return found.total();
  }
}
