/**
 * Alerts: rules about what becomes of messages, and the incidents that they find. A {@link
 * io.austin.stream.functions.alert.AlertRule} is read by {@link
 * io.austin.stream.functions.alert.RuleFile}. {@link io.austin.stream.functions.alert.BundleCounts}
 * counts the changes of journeys in slots of stream time, and {@link
 * io.austin.stream.functions.alert.EvaluateRules} finds in those counts, at moments of stream time,
 * when an {@link io.austin.stream.functions.alert.Incident} begins and ends.
 */
@NullMarked
package io.austin.stream.functions.alert;

import org.jspecify.annotations.NullMarked;
