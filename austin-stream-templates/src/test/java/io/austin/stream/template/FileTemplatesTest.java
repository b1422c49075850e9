package io.austin.stream.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names from files, good, changed and broken. */
class FileTemplatesTest {
  @TempDir private Path directory;

  @Test
  void readsCsv() throws IOException {
    FileTemplates templates =
        of(
            "a.csv",
            "\uFEFFcreator,id,name,send_channel,more\n"
                + "Java3y, 3 ,\"a, \"\"b\"\"\",30,x\n\n,4,,,\n");

    assertThat(templates.find(3)).contains(new TemplateInfo(3, "a, \"b\"", 30, "Java3y"));
    assertThat(templates.find(4)).contains(new TemplateInfo(4, null, null, null));
    assertThat(templates.find(5)).isEmpty();
  }

  @Test
  void readsJson() throws IOException {
    FileTemplates templates =
        of("a.json", "[{\"id\":3,\"name\":\"<b>\",\"send_channel\":99},{\"id\":\"4\",\"x\":[]}]");

    assertThat(templates.find(3)).contains(new TemplateInfo(3, "<b>", 99, null));
    assertThat(templates.find(4)).isPresent();
  }

  @Test
  void isReadAgainWhenItChanges() throws IOException {
    FileTemplates templates = of("a.csv", "id,name\n3,old\n");

    rewrite("a.csv", "id,name\n3,newer\n");
    assertThat(templates.find(3)).map(TemplateInfo::name).contains("newer");

    rewrite("a.csv", "id,name\nx,broken\n");
    assertThat(templates.find(3)).map(TemplateInfo::name).contains("newer");
    assertThat(templates.isOk()).isFalse();

    Files.delete(directory.resolve("a.csv"));
    assertThat(templates.find(3)).isPresent();

    rewrite("a.csv", "id,name\n3,newest\n");
    assertThat(templates.find(3)).map(TemplateInfo::name).contains("newest");
    assertThat(templates.isOk()).isTrue();
  }

  @Test
  void findsNamesWhateverTheirCaseAndWidth() throws IOException {
    FileTemplates templates = of("a.csv", "id,name\n3,验证码（新）\n4,Welcome\n5,welcome back\n");

    assertThat(templates.named("(新")).containsExactly(3L);
    assertThat(templates.named("WELCOME")).containsExactly(5L, 4L);
    assertThat(templates.named("none")).isEmpty();
  }

  @Test
  void aFileThatIsNotUtf8SaysSo() throws IOException {
    Files.write(directory.resolve("gbk.csv"), "id,name\n3,验证码\n".getBytes("GBK"));

    assertThatThrownBy(() -> new FileTemplates(directory.resolve("gbk.csv"), Duration.ZERO))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void aFileThatCannotBeReadIsAMistake() {
    assertThatThrownBy(() -> new FileTemplates(directory.resolve("none.csv"), Duration.ZERO))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("console.templates.file cannot be read");
    assertThatThrownBy(() -> of("b.json", "[{\"name\":\"x\"}]")).isInstanceOf(UsageException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.csv  | id;name~3;x         | with commas between: id,name,send_channel,creator",
        "a.csv  | id\tname~3\tx     | with commas between: id,name,send_channel,creator",
        "a.csv  | ID,Name~3,x         | with commas between: id,name,send_channel,creator",
        "a.csv  | id,name~3,x~abc,y   | id is 'abc', and has to be a number",
        "a.csv  | id,name~3,x,y       | line 2",
        "a.csv  | ''                  | with commas between: id,name,send_channel,creator",
        "a.json | [{'id':3            | An array of objects is wanted that have id,name"
      })
  void whatIsWrongInAFileIsSaidInItsWords(String name, String content, String said) {
    assertThatThrownBy(() -> of(name, content.replace('~', '\n').replace('\'', '"')))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(said)
        .message()
        .doesNotContain("Exception");
  }

  private FileTemplates of(String name, String content) throws IOException {
    return new FileTemplates(Files.writeString(directory.resolve(name), content), Duration.ZERO);
  }

  private void rewrite(String name, String content) throws IOException {
    Path file = Files.writeString(directory.resolve(name), content);
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 5000));
  }
}
