using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;

namespace Negotiations.Specs.Record;

/// <summary>A stored row that lost its members is named on the view, whatever its type, and breaks nothing.</summary>
public class DamagedSpecs
{
    public static TheoryData<string> Types => [.. EventJson.TypesByName.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_row_that_says_nothing_any_more_is_shown_as_unreadable(string type)
    {
        var talks = Scenario.Given(Scenario.BorderTalks).Negotiation;
        var id = Id("emptied");
        var emptied = new RecordedEvent(
            id,
            2,
            20,
            talks.Events[0].RecordedAt.AddMinutes(1),
            "monitor-1",
            EventJson.ReadStored(type, id, "{}"u8)
        );

        var damaged = talks.With([emptied]);
        var clocks = Clocks.On(Scenario.Today);

        Assert.Contains(StatusFold.Of(damaged, clocks)!.Status.Anomalies, anomaly =>
            anomaly.Code == "event-unreadable" && anomaly.Events.Contains(id)
        );
        Assert.Equal(type, History.Shown(damaged, clocks)[1].Type);
        Assert.NotNull(Explanation.Of(damaged, clocks, null));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("[]")]
    [InlineData("""{ "occurred": "2023", "sources": 1 }""")]
    [InlineData("[deep]")]
    public void Data_of_any_form_is_unreadable_and_no_failure(string form)
    {
        var data = form == "[deep]" ? $"{new string('[', 100)}{new string(']', 100)}" : form;

        var read = EventJson.ReadStored("round-held", Id("damaged"), System.Text.Encoding.UTF8.GetBytes(data));

        Assert.Equal("round-held", Assert.IsType<Unreadable>(read).StoredType);
    }
}
