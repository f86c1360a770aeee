using System.Text.Json.Nodes;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>A new anomaly is a code with named values and a sentence: nothing else knows how its values are
/// written.</summary>
public class MadeUpAnomalySpecs
{
    [Fact]
    public void Its_sentence_is_made_of_its_values()
    {
        var form = new AnomalyForm(
            "said",
            "{0} was appointed on {1}, and {2} had not begun.",
            new AnomalyValue("mediator", AnomalyValueKind.Actor),
            new AnomalyValue("on", AnomalyValueKind.Date),
            new AnomalyValue("meeting", AnomalyValueKind.Meeting)
        );
        Dictionary<string, JsonNode?> values = new()
        {
            ["mediator"] = "",
            ["on"] = "2024-12-04",
            ["meeting"] = "tenth",
        };

        Assert.True(form.Fits(values));
        Assert.Equal("A party was appointed on 2024-12-04, and meeting 'tenth' had not begun.", form.InEnglish(values));
    }
}
