using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs;

/// <summary>
/// The first real input: one forecast and the press facts around it, taken in through the same endpoint as everything
/// else.
/// </summary>
public class CasebookSpecs
{
    // The issue the casebook is coded from is that of February 2025; press facts go on.
    private static readonly DateOnly Today = new(2025, 12, 31);

    internal static readonly Dictionary<string, Negotiation> Streams = Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "Casebook"), "*.json")
        .Order(StringComparer.Ordinal)
        .Select(Take)
        .ToDictionary(negotiation => negotiation.Id, StringComparer.Ordinal);

    [Fact]
    public void All_24_streams_are_taken_without_one_refusal() => Assert.Equal(24, Streams.Count);

    [Fact]
    public void No_event_id_is_used_twice()
    {
        var ids = Streams.Values.SelectMany(negotiation => negotiation.Events).Select(each => each.EventId).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Negotiations_that_belong_together_name_each_other_by_an_address_there_is() =>
        Assert.All(
            Streams.Values.SelectMany(negotiation => ((NegotiationOpened)negotiation.Events[0].Event).Related ?? []),
            id => Assert.Contains(id, Streams.Keys)
        );

    [Fact]
    public void Taking_the_casebook_twice_records_it_once() => Assert.All(Streams.Values, negotiation =>
        {
            var again = AppendEvents.Decide(
                new AppendEvents([.. negotiation.Events.Skip(1).Select(each => each.Event)], IsArray: true),
                negotiation,
                Today
            );
            Assert.Empty(Assert.IsType<Decision.Accepted>(again).New);
        });

    // As the forecast of February 2025 shows it.
    [Fact]
    public void The_border_is_agreed_on_and_being_drafted_and_the_documents_are_not_done()
    {
        var border = On("kg-tj-border", "2025-01-31");

        Assert.Equal(
            (Phase.Drafting, true, false),
            (border.Phase!.Shown, border.DraftingInstructed, border.FinalDocumentsDrafted)
        );
        Assert.True(border.Sections.AllAgreed);
    }

    [Fact]
    public void The_clashes_of_September_2022_killed_dozens_and_no_one_says_how_many()
    {
        var shown = BySecurityCouncilReport("kg-tj-border").Clashes;

        Assert.Equal(new Figure(24, null, null, "people", null, OpenSide.Above), shown.Killed);
        Assert.Contains(shown.Incidents, incident =>
            incident.Total.Displaced == new Figure(2000, null, null, "people", null, OpenSide.Above)
        );
        Assert.Equal("dozens", Assert.Single(shown.Tolls).Killed!.Text);
    }

    [Fact]
    public void The_bouts_of_violence_and_the_rounds_are_floors_and_no_counts()
    {
        var shown = BySecurityCouncilReport("kg-tj-border");

        Assert.Equal((2, 1), (shown.Clashes.Count, shown.Clashes.Unenumerated));
        Assert.Equal((1, 1), (shown.Rounds.Held, shown.Rounds.Unenumerated));
    }

    [Fact]
    public void The_Japanese_visit_was_cancelled_and_no_one_says_what_became_of_the_summit()
    {
        var meetings = On("japan-central-asia", "2025-01-31")
            .Meetings.ToDictionary(meeting => meeting.MeetingId!, meeting => meeting.Status);

        Assert.Equal(MeetingStatus.Cancelled, meetings["kishida-visit-2024-08"]);
        Assert.Equal(MeetingStatus.OutcomeUnknown, meetings["summit-2024-08"]);
    }

    [Fact]
    public void The_Russian_Uzbek_programme_was_signed_on_a_day_no_later_than_its_announcement()
    {
        var status = On("russia-uzbekistan-military-programme", "2025-01-31");
        var programme = Assert.Single(status.Instruments);

        Assert.Equal(
            (Phase.Signed, InstrumentType.Programme, "[..2025-01-22]"),
            (status.Phase!.Certain, programme.Type, programme.Signed!.Text)
        );
        Assert.Null(On("russia-uzbekistan-military-programme", "2025-01-21").Phase!.Certain);
        Assert.Equal(Phase.Signed, On("russia-uzbekistan-military-programme", "2025-01-21").Phase!.Shown);
    }

    [Theory]
    [InlineData("kazakhstan-taliban-roadmap", Phase.AgreedInPrinciple)]
    [InlineData("tapi-pipeline", Phase.Begun)]
    [InlineData("c5-plus-1", Phase.Active)]
    [InlineData("sco-summits", Phase.Active)]
    [InlineData("qosh-tepa-canal", Phase.Registered)]
    public void Every_stream_stands_where_its_facts_put_it(string id, Phase phase) =>
        Assert.Equal(phase, On(id, "2025-01-31").Phase!.Shown);

    [Fact]
    public void The_council_product_is_blocked() =>
        Assert.NotEqual(Health.Active, On("unrcca-council", "2018-12-31").Health);

    // "Prior to mid-2018 ... However, unable to agree since this time": nothing was issued after it.
    [Theory]
    [InlineData("2018-12-31")]
    [InlineData("2024-09-30")]
    [InlineData("2025-01-31")]
    public void Since_mid_2018_the_council_product_is_certainly_blocked(string day)
    {
        var status = On("unrcca-council", day);

        Assert.Equal(Phase.Blocked, status.Phase!.Certain);
        Assert.DoesNotContain(status.Uncertain, each => each.Field is "phase" or "health");
    }

    // "Since the last briefing": at some time between 23 July and the announcement of 4 December 2024.
    [Fact]
    public void The_talks_on_the_border_were_completed_between_the_briefing_and_the_announcement()
    {
        Assert.False(On("kg-tj-border", "2024-07-22").Sections.AllAgreed);
        Assert.Null(On("kg-tj-border", "2024-09-30").Phase!.Certain);
        Assert.Contains(Phase.AgreedInPrinciple, On("kg-tj-border", "2024-09-30").Phase!.Possible);
        Assert.Equal(Phase.Drafting, On("kg-tj-border", "2024-12-04").Phase!.Certain);
        Assert.Equal("2024-12-04", On("kg-tj-border", "2024-12-31").Statements[^1].Occurred.Text);
    }

    [Fact]
    public void Of_the_three_matters_before_the_Council_the_press_statement_alone_is_deadlocked() =>
        Assert.Equal(
            [(Phase.Blocked, Health.Deadlocked), (Phase.Active, Health.Quiet), (Phase.Registered, Health.NotReported)],
            new[] { "unrcca-council", "unrcca-consultations", "unrcca-mandate" }
                .Select(id => On(id, "2025-01-31"))
                .Select(status => (status.Phase!.Shown, status.Health!.Value))
        );

    [Fact]
    public void Amounts_actors_hedges_and_the_very_words_reach_the_status()
    {
        var roadmap = Assert.Single(On("kazakhstan-taliban-roadmap", "2025-01-31").Agreements);
        Assert.Equal(("[2024-08..2025-01]", "reportedly"), (roadmap.Occurred.Text, roadmap.Claim!.Hedge));
        Assert.Contains("“cooperation roadmap”", roadmap.Sources[0].Quote, StringComparison.Ordinal);

        var trade = Assert.Single(On("uzbekistan-taliban-trade", "2025-01-31").Agreements);
        Assert.Equal(("$2.5 billion", "Taliban officials"), (trade.Value!.Text, trade.Claim!.AttributedTo));
        Assert.Equal(["UZB", "AFG-TAL"], trade.Actors);

        var package = Assert.Single(On("japan-central-asia", "2025-01-31").Commitments);
        Assert.Equal(
            ("$2 billion", "USD", "reportedly expected"),
            (package.Amount!.Text, package.Currency, package.Claim!.Hedge)
        );

        var invested = Assert.Single(On("turkmenistan-afghanistan-projects", "2025-01-31").Commitments);
        Assert.Equal(("over $1.5 billion", "TKM"), (invested.Amount!.Text, invested.By));

        var bouts = Assert.Single(On("kg-tj-border", "2025-01-31").Clashes.Several!);
        Assert.Equal(("several", 3m), (bouts.Count.Text, bouts.Count.Low));

        var third = On("taliban-ambassadors", "2025-01-31").Milestones[^1];
        Assert.Equal(("third", 3m), (third.Amount!.Text, third.Amount.Best));
    }

    [Fact]
    public void What_others_announced_is_said_to_be_theirs_on_their_day()
    {
        var programme = On("russia-uzbekistan-military-programme", "2025-01-31").Headline.Clauses[0];

        Assert.Equal(("The Russian Ministry of Defence", "2025-01-22"), (programme.Said, programme.SaidOn!.Text));
    }

    [Fact]
    public void No_fold_of_a_stream_is_changed_by_a_second_folding() =>
        Assert.All(Streams.Values, negotiation =>
            Assert.Equal(
                Views.FoldBytes.Of(negotiation, Clocks.On(Today)),
                Views.FoldBytes.Of(negotiation, Clocks.On(Today))
            )
        );

    private static Status On(string id, string day) =>
        StatusFold.Of(Streams[id], Clocks.On(DateOnly.Parse(day, null)))!.Status;

    // The press facts beside the forecast are many voices; this is the forecast alone.
    private static Status BySecurityCouncilReport(string id)
    {
        var others = Streams[id]
            .Events.Where(each => each.Event.Sources[0].Publisher != "Security Council Report")
            .Select(each => each.EventId);
        return StatusFold.Of(Streams[id], Clocks.On(Today) with { WithoutEvents = [.. others] })!.Status;
    }

    private static Negotiation Take(string file)
    {
        using var book = JsonDocument.Parse(File.ReadAllText(file));
        var opening = book.RootElement.GetProperty("opening");
        var id = opening.GetProperty("id").GetString()!;
        var members = opening
            .EnumerateObject()
            .Where(member => !member.NameEquals("id"))
            .ToDictionary(member => member.Name, member => member.Value);
        var opened = Read(EventJson.Read<NegotiationOpened>(JsonSerializer.SerializeToElement(members)));
        var negotiation = Record(
            Negotiation.Unopened(id),
            OpenNegotiation.Decide(new OpenNegotiation(id, opened), Negotiation.Unopened(id), Today)
        );
        return book
            .RootElement.GetProperty("events")
            .EnumerateArray()
            .Select(element => Read(EventJson.Read(element)))
            .Aggregate(negotiation, (past, @event) =>
                Record(past, AppendEvents.Decide(new AppendEvents([@event]), past, Today))
            );
    }

    private static T Read<T>(Reading<T> reading)
        where T : class
    {
        Assert.Null(reading.Fault);
        return reading.Value!;
    }

    private static Negotiation Record(Negotiation past, Decision decision)
    {
        Assert.True(
            decision is Decision.Accepted,
            $"{past.Id}, after version {past.Version}: {(decision as Decision.Refused)?.Refusal}"
        );
        return past.With(
            ((Decision.Accepted)decision).New.Select(
                (@event, index) =>
                    new RecordedEvent(
                        @event.EventId!.Value,
                        past.Version + index + 1,
                        past.Version + index + 1,
                        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                        "casebook",
                        @event
                    )
            )
        );
    }
}
