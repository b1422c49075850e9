/**
 * What Redis must hold, and whether it does. {@link io.austin.stream.verify.model.ReferenceModel}
 * folds Kafka records into the expected contents, plainly and by an interpretation of the data
 * contract that shares no code with the parser; {@link io.austin.stream.verify.model.RedisContents}
 * is what a Redis holds; {@link io.austin.stream.verify.model.Comparison} finds the differences.
 *
 * <pre>{@code
 * ReferenceModel model = new ReferenceModel(ModelRules.in(zone));
 * records.forEach(model::fold);
 * Comparison.with(model).exclusive().of(RedisContents.read(redis), clock.instant()).assertNone();
 * }</pre>
 */
@NullMarked
package io.austin.stream.verify.model;

import org.jspecify.annotations.NullMarked;
