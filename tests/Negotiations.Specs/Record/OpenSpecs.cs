using Negotiations.Events;
using Negotiations.Record;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Record;

/// <summary>Opening a negotiation under an address of its own.</summary>
public class OpenSpecs
{
    private static readonly NegotiationOpened Opening = (NegotiationOpened)BorderTalks.Complete("opening");

    [Fact]
    public void A_negotiation_is_opened_under_a_free_address() =>
        Given().When(new OpenNegotiation("kg-tj-border", Opening)).ThenRecords();

    [Fact]
    public void Opening_it_again_with_the_same_event_opens_it_once() =>
        Given(Opening).When(new OpenNegotiation("kg-tj-border", Opening)).ThenNothingChanges();

    [Fact]
    public void Opening_it_again_with_other_words_under_the_same_event_id_is_a_conflict() =>
        Given(Opening)
            .When(new OpenNegotiation("kg-tj-border", Opening with { Title = "Something else" }))
            .ThenRefused(RefusalKind.Conflict, "event-id-taken", "/eventId", $"{Opening.EventId}");

    [Fact]
    public void A_taken_address_is_a_conflict() =>
        Given(Opening)
            .When(new OpenNegotiation("kg-tj-border", Opening.Named("another opening")))
            .ThenRefused(RefusalKind.Conflict, "id-taken", "/id", "'kg-tj-border'", "2025-01-01");

    [Theory]
    [InlineData("")]
    [InlineData("KG-TJ")]
    [InlineData("-kg-tj")]
    [InlineData("kg tj")]
    [InlineData("kg/tj")]
    [InlineData("kg_tj")]
    [InlineData("граница")]
    public void An_address_is_lower_case_letters_digits_and_hyphens(string id) =>
        Given()
            .When(new OpenNegotiation(id, Opening))
            .ThenRefused(RefusalKind.Invalid, "bad-id", "/id", $"'{id}'", "kg-tj-border");

    [Fact]
    public void An_address_has_at_most_a_hundred_characters()
    {
        Given().When(new OpenNegotiation(new string('a', 100), Opening)).ThenRecords();
        Given()
            .When(new OpenNegotiation(new string('a', 101), Opening))
            .ThenRefused(RefusalKind.Invalid, "bad-id", "/id", "1 to 100");
    }

    [Fact]
    public void An_opening_without_a_source_is_refused() =>
        Given()
            .When(new OpenNegotiation("kg-tj-border", Opening with { Sources = [] }))
            .ThenRefused(RefusalKind.Invalid, "source-missing", "/sources");

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_opening_needs_a_title(string title) =>
        Given()
            .When(new OpenNegotiation("kg-tj-border", Opening with { Title = title }))
            .ThenRefused(RefusalKind.Invalid, "title-missing", "/title");

    [Theory]
    [InlineData("yearly")]
    [InlineData("P")]
    [InlineData("P0D")]
    [InlineData("-P1Y")]
    [InlineData("P99999999999Y")]
    [InlineData("P0W")]
    public void A_cadence_is_a_duration_longer_than_zero(string cadence) =>
        Given()
            .When(new OpenNegotiation("c5-plus-1", Opening with { Cadence = cadence }))
            .ThenRefused(RefusalKind.Invalid, "bad-cadence", "/cadence", $"'{cadence}'", "P1Y");

    [Theory]
    [InlineData("P1Y")]
    [InlineData("P6M")]
    [InlineData("P2W")]
    public void A_cadence_may_be_in_years_months_or_weeks(string cadence) =>
        Given().When(new OpenNegotiation("c5-plus-1", Opening with { Cadence = cadence })).ThenRecords();
}
