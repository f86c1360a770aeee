using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Specs.Views;
using Negotiations.Values;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Record;

/// <summary>What cannot be meant is refused, and the answer names the value and what to do.</summary>
public class BadInputSpecs
{
    private static readonly SectionsAgreed Sections = new();

    public static TheoryData<Event, string, string, string> WhatCannotBeMeant =>
        new()
        {
            { Sections with { Share = Exactly(140) }, "out-of-range", "140", "from 0 to 100" },
            {
                new TollReported { Killed = Exactly(2.5m) },
                "not-whole",
                "2.5",
                "whole bounds"
            },
            {
                Sections with
                {
                    Length = Exactly(1e-28m),
                },
                "quantity-too-small",
                "0.0000000000000000000000000001",
                "Use a smaller unit"
            },
            {
                new TollReported { Killed = Exactly(2) with { Unit = "families" } },
                "unknown-unit",
                "families",
                "Use people, households"
            },
            {
                new InstrumentSigned { EntryIntoForceTerms = new() { Parties = 55 } },
                "terms-without-trigger",
                "Terms of entry into force",
                "trigger is one of signature"
            },
            {
                new TollReported { Killed = Exactly(2), Repeats = Id("clash") },
                "repeated-not-found",
                "CLASH",
                "Name the event of the toll"
            },
            {
                CorrectionSpecs.Correct("clash", """{"clashId":"c"}"""),
                "patch-changes-nothing",
                "CLASH",
                "Correct what it says wrongly"
            },
        };

    [Theory]
    [MemberData(nameof(WhatCannotBeMeant))]
    public void Each_is_refused_with_the_value_and_the_remedy(Event @event, string type, string value, string remedy)
    {
        var asked = @event is Act ? @event : @event.On("2024-02-02");
        var past = Given(
            BorderTalks,
            new ClashReported { ClashId = "c" }
                .On("2024-02-01")
                .Named("clash")
        );
        var refusal = Assert
            .IsType<Decision.Refused>(
                AppendEvents.Decide(
                    new AppendEvents([asked.Complete("request")], IsArray: false),
                    past.Negotiation,
                    Today
                )
            )
            .Refusal;

        Assert.Equal((RefusalKind.Invalid, type), (refusal.Kind, refusal.Type));
        Assert.Contains(
            value.Replace("CLASH", Id("clash").ToString(), StringComparison.Ordinal),
            refusal.Detail,
            StringComparison.Ordinal
        );
        Assert.Contains(remedy, refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_json_makes_nothing_of_is_refused_and_not_stored_as_zero() =>
        Assert.NotNull(
            QuantityRules.Check(
                Sections with
                {
                    Share = new Quantity
                    {
                        Best = decimal.Parse(
                            "1e-30",
                            System.Globalization.NumberStyles.Float,
                            System.Globalization.CultureInfo.InvariantCulture
                        ),
                    },
                }
            )
        );

    [Theory]
    [InlineData("1e-30")]
    [InlineData("1.50E-28")]
    [InlineData("2e-7")]
    public void It_is_refused_as_it_was_sent(string figure)
    {
        using var sent = JsonDocument.Parse(
            $$"""
            {
              "type": "sections-agreed", "occurred": "2024-02-02", "share": { "best": {{figure}} },
              "sources": [{ "title": "Report" }]
            }
            """
        );
        var refusal = Refusal.From(EventJson.Read(sent.RootElement).Fault!);

        Assert.Equal((RefusalKind.Invalid, "quantity-too-small", "/share"), (refusal.Kind, refusal.Type, refusal.At));
        Assert.StartsWith($"'share' has {figure}, which is below 0.000001", refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0e-30")]
    [InlineData("5e-1")]
    public void A_zero_and_a_larger_figure_are_read_with_an_exponent_too(string figure)
    {
        using var sent = JsonDocument.Parse(
            $$"""
            {
              "type": "sections-agreed", "occurred": "2024-02-02", "share": { "best": {{figure}} },
              "sources": [{ "title": "Report" }]
            }
            """
        );

        Assert.Null(EventJson.Read(sent.RootElement).Fault);
    }

    [Theory]
    [InlineData(EndMode.Withdrawn)]
    [InlineData(EndMode.Denounced)]
    public void A_withdrawal_with_an_effect_before_its_notice_is_no_refusal_and_an_anomaly(EndMode mode)
    {
        var end = new InstrumentEnded
        {
            InstrumentId = "treaty",
            Mode = mode,
            Effective = Edtf.Parse("2020-01-01"),
        }.On("2021-01-01");

        Given(BorderTalks).When(end).ThenRecords();
        Assert.Contains(Given(BorderTalks, end).Now().Anomalies, anomaly => anomaly.Code == "effect-before-notice");
    }

    [Fact]
    public void A_succession_takes_effect_before_it_is_notified_and_nothing_is_amiss()
    {
        var consent = new ConsentExpressed
        {
            InstrumentId = "treaty",
            Party = "KGZ",
            Mode = ConsentMode.Succession,
            Effective = Edtf.Parse("1991-12-21"),
        };

        Assert.DoesNotContain(Given(BorderTalks, consent.On("1994-03-01")).Now().Anomalies, anomaly =>
            anomaly.Code == "effect-before-notice"
        );
    }

    [Theory]
    [InlineData("https://un.org@elsewhere.example/")]
    [InlineData("https:\\\\elsewhere.example")]
    [InlineData("https://24.kg/english\n/304711")]
    [InlineData("https://24.kg/\t304711")]
    public void An_address_leads_where_a_reader_sees_it_lead(string url) =>
        Given(BorderTalks)
            .When(new ClashReported().On("2022-09").By("AKIpress") with { Sources = [new Source { Url = url }] })
            .ThenRefused(RefusalKind.Invalid, "bad-url", "/sources/0/url", "a user, a line break or a backslash");
}
