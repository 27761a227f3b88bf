package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.Safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir
  Path folder;

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Tensor b = new Tensor(new int[] {2}, new float[] {1, -2});
    Tensor a = new Tensor(new int[] {1, 1}, new float[] {0.5f});
    Path file = folder.resolve("model");
    new Safetensors(Map.of("z", "\"", "k", "v"), Map.of("b", b, "a", a)).write(file);
    String header =
        "{'__metadata__':{'k':'v','z':'\\''},'a':{'dtype':'F32','shape':[1,1],'data_offsets':[0,4]},"
            + "'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}}";
    String text = header.replace('\'', '"');
    ByteBuffer expected = ByteBuffer.allocate(8 + 144 + 12).order(ByteOrder.LITTLE_ENDIAN);
    expected
        .putLong(144)
        .put((text + " ".repeat(144 - text.length())).getBytes(StandardCharsets.US_ASCII));
    expected.putFloat(0.5f).putFloat(1).putFloat(-2);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
  }

  @Test
  void contentComesBackBitForBit() throws IOException {
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(i * 200_003);
    }
    values[0] = -0f;
    values[1] = Float.MIN_VALUE;
    values[2] = -Float.MAX_VALUE;
    String odd = "\u0000\n\"\\/\u007f\u00e9\u2028\ud83d\ude00";
    Path file = folder.resolve("model");
    new Safetensors(Map.of(odd, odd), Map.of(odd, new Tensor(new int[] {100, 100}, values)))
        .write(file);
    Safetensors back = Safetensors.read(file);
    assertThat(back.metadata()).containsExactly(Map.entry(odd, odd));
    assertThat(back.tensors()).containsOnlyKeys(odd);
    assertThat(back.tensors().get(odd).shape()).containsExactly(100, 100);
    assertThat(bits(back.tensors().get(odd).values())).isEqualTo(bits(values));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 003c, 1",
    "F16, 00c5, -5",
    "F16, 0100, 5.9604645E-8",
    "F16, ff03, 6.097555E-5",
    "F16, ff7b, 65504",
    "F16, 0080, -0.0",
    "BF16, 803f, 1",
    "BF16, 49c0, -3.140625",
    "F32, 0000803f, 1",
    "F64, 9a9999999999b93f, 0.1"
  })
  void otherFloatsAreConverted(String type, String bytes, float value) throws IOException {
    byte[] data = bytes(bytes);
    Path file = file(tensor("t", type, "[1]", 0, data.length), data);
    assertThat(Safetensors.read(file).tensors().get("t").values()).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 007c",
    "F16, 00fe",
    "BF16, 807f",
    "BF16, c0ff",
    "F32, 0000c07f",
    "F32, 000080ff",
    "F64, 000000000000f87f",
    "F64, 9c7500883ce4377e"
  })
  void whatIsNotAFiniteFloatIsRefused(String type, String bytes) throws IOException {
    byte[] data = bytes("00".repeat(bytes.length() / 2) + bytes);
    refused(file(tensor("t", type, "[2]", 0, data.length), data), "tensor \"t\"[1] is", "finite");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0 bytes",
    "00000000000000, 7 bytes",
    "0000000000000000, given as 0 bytes",
    "00000000000000107b7d, given as 1152921504606846976 bytes",
    "ffffffffffffffff7b7d, given as 18446744073709551615 bytes",
    "03000000000000007b7d, given as 3 bytes",
    "02000000000000005b5d, does not begin",
    "0300000000000000207b7d, does not begin",
    "04000000000000007b22ff7d, not UTF-8",
    "02000000000000007b7d00, describes 0 bytes of data but the file has 1"
  })
  void damagedBeginningsAreRefused(String bytes, String problem) throws IOException {
    refused(Files.write(folder.resolve("model"), bytes(bytes)), problem);
  }

  @Test
  void headersBeyondTheLimitAreRefused() throws IOException {
    refused(file("{" + " ".repeat(1 << 20) + "}", new byte[0]), "at most 1048576");
    Safetensors large = new Safetensors(Map.of("k", "v".repeat(1 << 20)), Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> large.write(folder.resolve("large")))
        .withMessageContaining("the most is 1048576");
    assertThat(folder.resolve("large")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ ",
        "{}}",
        "{} x",
        "{'a'}",
        "{'a':}",
        "{,}",
        "{a:1}",
        "{'__metadata__':[]}",
        "{'__metadata__':{'a':1}}",
        "{'__metadata__':{'a':null}}",
        "{'__metadata__':{'a':'b',}}",
        "{'__metadata__':{'a':'b'",
        "{'__metadata__':{'a':'b",
        "{'__metadata__':{'a':'\\",
        "{'__metadata__':{'a':'\\x'}}",
        "{'__metadata__':{'a':'\\u12'}}",
        "{'__metadata__':{'a':'\\u-123'}}",
        "{'__metadata__':{'a':'\n'}}",
        "{'__metadata__':{'a':'b' 'c':'d'}}",
        "{'a':{'b':[]}}",
        "{'a':{'shape':[1.0]}}",
        "{'a':{'shape':[-1]}}",
        "{'a':{'shape':[01]}}",
        "{'a':{'shape':[1,]}}",
        "{'a':{'shape':[[1]]}}",
        "{'a':{'shape':[1000000000000000000000]}}",
        "{'a':{'dtype':F32}}"
      })
  void malformedHeadersAreRefusedAtTheirPlace(String header) throws IOException {
    refused(file(header.replace('\'', '"'), new byte[0]), "the header cannot be read at character");
  }

  @Test
  void deepNestingIsRefusedAndNotFollowed() throws IOException {
    refused(file("{\"a\":" + "[".repeat(100_000), new byte[0]), "character 5: expected '{'");
  }

  @Test
  void nothingIsThereTwice() throws IOException {
    String one = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    refused(file("{" + one + "," + one + "}", new byte[4]), "no key twice");
    refused(file("{\"__metadata__\":{},\"__metadata__\":{}}", new byte[0]), "no key twice");
    refused(
        file("{\"__metadata__\":{\"k\":\"1\",\"\\u006b\":\"2\"}}", new byte[0]), "no key twice");
    refused(
        file(one.replace("{", "{\"dtype\":\"F32\",").replaceFirst("^", "{") + "}", new byte[4]),
        "no key twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I64 | [1] | 0 | 8 | has the type \"I64\"",
        "f32 | [1] | 0 | 4 | has the type \"f32\"",
        "F32 | [2] | 0 | 4 | takes 8 bytes",
        "F32 | [1] | 4 | 8 | begins at byte 4",
        "F32 | [1] | 4 | 0 | takes 4 bytes",
        "F32 | [2] | 0 | 8 | describes 8 bytes of data but the file has 4",
        "F32 | [0] | 0 | 0 | must have 1 to 2147483639 elements",
        "F32 | [0,576460752303423488] | 0 | 0 | must have 1 to",
        "F32 | [2147483640] | 0 | 8589934560 | must have 1 to",
        "F32 | [4294967296,4294967296] | 0 | 0 | must have 1 to",
        "F32 | [65536,65536,65536,65536] | 0 | 0 | must have 1 to",
        "F32 | [1,1,1,1,1,1,1,1,1] | 0 | 4 | has 9 dimensions",
        "F32 | [268435456] | 0 | 1073741824 | describes 1073741824 bytes of data but the file has 4"
      })
  void liesAboutTensorsAreRefused(String type, String shape, long begin, long end, String problem)
      throws IOException {
    refused(file(tensor("t", type, shape, begin, end), new byte[4]), problem);
  }

  @Test
  void incompleteTensorsAreRefused() throws IOException {
    refused(file("{\"t\":{}}", new byte[0]), "\"t\" needs a dtype, a shape and two data_offsets");
    String one = "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}";
    refused(file(one, new byte[4]), "\"t\" needs a dtype, a shape and two data_offsets");
    String more = "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}";
    refused(file(more, new byte[4]), "only dtype, shape and data_offsets");
  }

  @Test
  void tensorsMayNeitherOverlapNorLeaveGaps() throws IOException {
    String a = tensor("a", "F32", "[2]", 0, 8);
    refused(
        file(a.replaceFirst("}$", ",") + tensor("b", "F32", "[1]", 4, 8).substring(1), new byte[8]),
        "\"b\" begins at byte 4",
        "ends, at 8");
    refused(
        file(
            a.replaceFirst("}$", ",") + tensor("b", "F32", "[1]", 12, 16).substring(1),
            new byte[16]),
        "\"b\" begins at byte 12",
        "ends, at 8");
  }

  @Test
  void longNamesAreShortenedInMessages() throws IOException {
    String name = "n".repeat(100_000);
    Path file = file(tensor(name, "I8", "[1]", 0, 1), new byte[1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.read(file))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(300));
  }

  @Test
  void aFileThatCannotBeOpenedIsAnOrdinaryInputError() {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatIOException().isThrownBy(() -> Safetensors.read(folder));
  }

  @Test
  void anInterruptedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "old");
    assertThatIOException()
        .isThrownBy(() -> AtomicFile.write(file, channel -> {
          channel.write(ByteBuffer.allocate(100_000));
          throw new IOException("disk full");
        }))
        .withMessage("disk full");
    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileIsReplacedAsAWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "something longer than the new one");
    AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {65})));
    assertThat(file).hasContent("A");
  }

  private static String tensor(String name, String type, String shape, long begin, long end) {
    return "{\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape
        + ",\"data_offsets\":[" + begin + "," + end + "]}}";
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text).put(data);
    return Files.write(folder.resolve("model"), bytes.array());
  }

  private static byte[] bytes(String hexadecimal) {
    byte[] bytes = new byte[hexadecimal.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hexadecimal.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  private static void refused(Path file, String... problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.read(file))
        .satisfies(e -> assertThat(e.getMessage()).contains(problem));
  }
}
