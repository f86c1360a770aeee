using Negotiations.Events;
using Negotiations.Import.Statements;
using Negotiations.Values;

namespace Negotiations.Specs.Import;

/// <summary>What counts as another word of a dataset, and what is only another program that saved it.</summary>
public class StatedDifferenceSpecs
{
    [Theory]
    [InlineData("Person A\nPerson B", "Person A\r\nPerson B")]
    [InlineData("Person A\nPerson B", "Person A\rPerson B")]
    [InlineData("Person A  and Person B ", "Person A and Person B")]
    [InlineData("Person\u00A0A", "Person A")]
    [InlineData("Эвиан\u0438\u0306, Nam\u00E9", "Эвиан\u0439, Name\u0301")]
    public void Texts_that_differ_in_line_ends_and_blanks_say_the_same(string earlier, string later)
    {
        Assert.Null(StatedDifference.Between(Of(earlier, "1997-06-27"), Of(later, "1997-06-27")));
        Assert.Null(StatedDifference.Between(Of(later, "1997-06-27"), Of(earlier, "1997-06-27")));
    }

    [Theory]
    [InlineData("Person A", "Person B")]
    [InlineData("PersonA", "Person A")]
    [InlineData("Person A", null)]
    public void Another_word_is_a_difference(string? earlier, string? later) =>
        Assert.NotNull(StatedDifference.Between(Of(earlier, "1997-06-27"), Of(later, "1997-06-27")));

    [Fact]
    public void A_patch_has_what_changed_and_no_more()
    {
        var patch = StatedDifference.Between(
            Of("Person A\nPerson B", "1997-06-27"),
            Of("Person A\r\nPerson B", "1997-06-28")
        );

        Assert.Equal("""{"occurred":"1997-06-28"}""", patch?.GetRawText());
    }

    private static AgreementReached Of(string? note, string day) =>
        new()
        {
            Occurred = Edtf.Parse(day),
            Sources = [new Source { Title = "Example table" }],
            Scope = AgreementScope.Partial,
            Note = note,
        };
}
