package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.truncus.list.ListFixture.images;
import static org.truncus.list.ListFixture.write;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.json.Json;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;

class LabelPolicyTest {

  private static final String TEXT = "zeros,Edema=ones,Pleural Effusion=ignore";

  @TempDir Path folder;

  @Test
  void theTextSaysTheDefaultAndThenSingleLabels() {
    LabelPolicy policy = LabelPolicy.parse(TEXT);
    assertThat(policy.uncertain()).isEqualTo(Uncertain.ZEROS);
    assertThat(policy.labels().keySet()).containsExactly("Edema", "Pleural Effusion");
    assertThat(policy.uncertain("Edema")).isEqualTo(Uncertain.ONES);
    assertThat(policy.uncertain("Fracture")).isEqualTo(Uncertain.ZEROS);
    assertThat(policy.text()).isEqualTo(TEXT);
    assertThat(LabelPolicy.parse(" ones , Edema = zeros ").text()).isEqualTo("ones,Edema=zeros");
    assertThat(LabelPolicy.parse("Edema=ones").text()).isEqualTo("ignore,Edema=ones");
    assertThat(LabelPolicy.parse("a=b=ones").uncertain("a=b")).isEqualTo(Uncertain.ONES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "one", "ignore,ones", "Edema=ones,zeros", "ignore,=ones", "x=ones,x=zeros"})
  void otherTextsAreUsageErrors(String text) {
    assertThatThrownBy(() -> LabelPolicy.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageMatching("(?s).*(expected|twice).*");
  }

  @Test
  void jsonKeepsIt() throws Exception {
    LabelPolicy policy = LabelPolicy.parse(TEXT).withBlank(Blank.NEGATIVE);
    String json = Json.write(policy);
    assertThat(json).contains("\"uncertain\" : \"zeros\"", "\"blank\" : \"negative\"");
    assertThat(Json.mapper().readValue(json, LabelPolicy.class)).isEqualTo(policy);
    assertThat(Json.mapper().readValue("{\"uncertain\":\"ones\"}", LabelPolicy.class))
        .isEqualTo(LabelPolicy.of(Uncertain.ONES));
    for (ListFormat format : ListFormat.values()) {
      assertThat(Json.mapper().readValue(Json.write(format), ListFormat.class)).isEqualTo(format);
      assertThat(Json.write(format).strip()).isEqualTo("\"" + format.text() + "\"");
    }
  }

  @Test
  void everyLabelFollowsItsOwnRule() {
    images(folder, "a.png", "b.png");
    Path csv =
        write(folder, "image,patient_id,label:x,label:y,label:z\na.png,P,-1,-1,-1\nb.png,Q,,1,0\n");
    LabelPolicy policy = LabelPolicy.parse("zeros,y=ones,z=ignore").withBlank(Blank.NEGATIVE);
    ImageList list = ListReader.read(csv, new ListOptions(null, List.of(), policy, null));
    assertThat(list.rows())
        .extracting(ListRow::targets)
        .containsExactly(new float[] {0, 1, Float.NaN}, new float[] {0, 1, 0});
    assertThat(list.notes().policy()).isEqualTo(policy);
    LabelPolicy usual = LabelPolicy.parse("ones");
    ImageList open = ListReader.read(csv, new ListOptions(null, List.of(), usual, null));
    assertThat(open.rows().get(1).targets()[0]).isNaN();
    assertThat(open.notes().policy().blank()).isEqualTo(Blank.IGNORE);
  }

  @Test
  void unknownLabelsAreRefusedWithTheNearestName() {
    images(folder, "a.png");
    Path csv = write(folder, "image,patient_id,label:Edema,label:Mass\na.png,P,-1,0\n");
    assertThatThrownBy(() -> ListReader.read(csv, options("ones,Edma=zeros")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'Edma'. Did you mean 'Edema'? The list has Edema, Mass");
    assertThatThrownBy(() -> ListReader.read(csv, options("ones,Cardiomegaly=zeros")))
        .hasMessageContaining("'Cardiomegaly'. The list has Edema, Mass");
    ListOptions chosen =
        new ListOptions(null, List.of("Mass"), LabelPolicy.parse("ignore,Edema=ones"), null);
    assertThat(ListReader.read(csv, chosen).labels()).containsExactly("Mass");
  }

  private static ListOptions options(String policy) {
    return new ListOptions(null, List.of(), LabelPolicy.parse(policy), null);
  }

  @Test
  void namesOfFormsAndRulesAreHelpedWith() {
    assertThat(ListFormat.parse("nih-cxr14")).isEqualTo(ListFormat.NIH_CXR14);
    assertThatThrownBy(() -> ListFormat.parse("chexprt"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("did you mean chexpert?")
        .hasMessageContaining("own, chexpert, nih-cxr14");
    assertThatThrownBy(() -> Blank.parse("zero")).isInstanceOf(UsageException.class);
    assertThat(new LabelPolicy(null, null, null)).isEqualTo(LabelPolicy.standard());
    assertThat(LabelPolicy.standard().labels()).isEqualTo(Map.of());
  }

  @Test
  void theFormCanBeForced() {
    images(folder, "a.png");
    Path csv = write(folder, "image,patient_id,label\na.png,P,1\n");
    ListOptions nih = ListOptions.standard().withFormat(ListFormat.NIH_CXR14);
    assertThatThrownBy(() -> ListReader.read(csv, nih))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("missing Image Index, Finding Labels, Patient ID")
        .hasMessageContaining("nih-cxr14")
        .hasMessageContaining("found the columns image, patient_id, label");
  }
}
