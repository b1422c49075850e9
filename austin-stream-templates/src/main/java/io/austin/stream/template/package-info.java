/**
 * What austin knows of templates, their names and channels: from a file or from austin's database.
 * Whatever is wrong with them, who asks goes on without.
 */
@NullMarked
package io.austin.stream.template;

import org.jspecify.annotations.NullMarked;
