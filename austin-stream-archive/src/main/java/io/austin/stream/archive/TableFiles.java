package io.austin.stream.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The files of a table, and whether something refers to them. */
final class TableFiles {
  private TableFiles() {}

  /** Data, manifests and their lists that the table's snapshots refer to. */
  static Set<String> referredTo(Table table) throws IOException {
    table.refresh();
    Set<String> files = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      files.add(snapshot.manifestListLocation());
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (files.add(manifest.path())) {
          try (CloseableIterable<String> data = ManifestFiles.readPaths(manifest, table.io())) {
            data.forEach(files::add);
          }
        }
      }
    }
    return files;
  }

  /** Deletes those that nothing refers to; returns how many were there. */
  static int removeUnless(Set<String> referredTo, Iterable<String> files) throws IOException {
    int removed = 0;
    for (String file : files) {
      if (!referredTo.contains(file) && Files.deleteIfExists(Path.of(file))) {
        removed++;
      }
    }
    return removed;
  }

  /** Deletes files of a time before that nothing refers to; returns how many. */
  static int removeLeftovers(Table table, FileTime before) throws IOException {
    List<String> old = new ArrayList<>();
    try (Stream<Path> all = Files.walk(Path.of(table.location()))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).compareTo(before) < 0) {
          old.add(file.toString());
        }
      }
    }
    Set<String> referredTo = referredTo(table);
    referredTo.addAll(ReachableFileUtil.metadataFileLocations(table, false));
    return removeUnless(referredTo, old);
  }
}
