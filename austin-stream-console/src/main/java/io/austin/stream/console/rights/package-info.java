/** What a person may see, and how that is kept: the right, sealed addresses, the audit log. */
@NullMarked
package io.austin.stream.console.rights;

import org.jspecify.annotations.NullMarked;
