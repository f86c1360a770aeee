using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>
/// The third law, both ways: what a view names as possible is what holds in some placing and reading, no less and no
/// more. Each short record is asked in all of them.
/// </summary>
public class ExactSpecs
{
    private const int Streams = 400;

    private static readonly Gen<string> Date = Gen.Select(Gen.Int[0, 7], Gen.OneOf(0, 0, 1, 3), (from, width) =>
        width == 0 ? Day(from) : $"[{Day(from)}..{Day(from + width)}]"
    );

    private static readonly Gen<Edtf?> Effect = Gen.Select(Date, Gen.Int[0, 3], (date, has) =>
        has == 0 ? Edtf.Parse(date) : null
    );

    private static readonly Gen<string> Party = Gen.OneOf("KGZ", "TJK");
    private static readonly Gen<string?> PartyOrAll = Gen.OneOf<string?>("KGZ", "TJK", null);

    private static readonly Gen<Fact> Act = Gen.OneOf(
        Gen.Select(Gen.Bool, bound =>
            (Fact)new InstrumentSigned { SubjectToRatification = bound, Signatories = ["KGZ", "TJK"] }
        ),
        Gen.Select(Party, Gen.OneOf(ConsentMode.Deposit, ConsentMode.Accession), Effect, (party, mode, effect) => (Fact)
                new ConsentExpressed
                {
                    Party = party,
                    Mode = mode,
                    Effective = effect,
                }),
        Gen.Select(PartyOrAll, Gen.Int[0, 3], (party, provisional) =>
            (Fact)new EnteredIntoForce { ForParty = party, Provisional = provisional == 0 ? true : null }
        ),
        Gen.Select(PartyOrAll, Gen.Enum<EndMode>(), Effect, (party, mode, effect) => (Fact)
                new InstrumentEnded
                {
                    Party = party,
                    Mode = mode,
                    Effective = effect,
                }),
        Gen.Select(PartyOrAll, party => (Fact)new InstrumentResumed { Party = party }),
        Gen.Const((Fact)new TextAuthenticated { Mode = AuthenticationMode.Initialled }),
        Gen.Const((Fact)new DraftingInstructed()),
        Gen.Const((Fact)new RoundHeld())
    );

    private static readonly Gen<(Negotiation Negotiation, DateOnly AsOf)> Treaty = Of(
        Act.Select(fact => fact is InstrumentFact act ? act with { InstrumentId = "treaty" } : fact)
    );

    private static readonly Gen<(Negotiation Negotiation, DateOnly AsOf)> Fighting = Of(
        Gen.OneOf(
            Gen.OneOf<string?>("strike", null).Select(id => (Fact)new ClashReported { ClashId = id }),
            Effect.Select(from => (Fact)new CeasefireAgreed { EffectiveFrom = from }),
            Gen.Select(
                Gen.OneOf("strike", "raid"),
                Gen.Int[1, 3],
                Gen.Int[0, 3],
                Gen.OneOf<string?>("KGZ", null, null),
                (clash, killed, day, side) =>
                    (Fact)
                        new TollReported
                        {
                            ClashId = clash,
                            Side = side,
                            Killed = EventBuilders.Exactly(killed),
                            AsOf = Edtf.Parse(Day(day)),
                        }
            ),
            Gen.Const((Fact)new RoundHeld()),
            Gen.Enum<TalksStatus>().Select(status => (Fact)new TalksStatusChanged { Status = status })
        )
    );

    [Fact]
    public void Of_a_treaty_what_is_possible_holds_in_some_placing_and_reading() => AreExact(Treaty);

    [Fact]
    public void Of_fighting_and_talks_what_is_possible_holds_in_some_placing_and_reading() => AreExact(Fighting);

    private static void AreExact(Gen<(Negotiation Negotiation, DateOnly AsOf)> records) =>
        records.Holds(
            (negotiation, asOf) =>
            {
                var whole = StatusFold.Of(negotiation, Clocks.On(asOf))!.Status;
                Dictionary<string, HashSet<string>> held = [];
                foreach (var placing in EveryPlacing.Of(negotiation, asOf))
                foreach (var (field, value) in ReadIn(StatusFold.Of(placing, Clocks.On(asOf))!.Status, whole))
                    if (held.TryGetValue(field, out var values))
                        values.Add(Reworded(value, negotiation));
                    else
                        held.Add(field, [Reworded(value, negotiation)]);

                Assert.Empty(Differences(whole, held, negotiation));
            },
            iter: Streams
        );

    private static IEnumerable<string> Differences(
        Status whole,
        Dictionary<string, HashSet<string>> held,
        Negotiation negotiation
    )
    {
        foreach (var (field, plain) in ReadIn(whole, whole))
        {
            var said = whole.Uncertain.SingleOrDefault(each => each.Field == field)?.Possible;

            // Which of the parties is a field of its own, of what they have come to by then.
            if (said is [not null, ..] && said[0] is JsonArray != plain.StartsWith('[') && field.EndsWith('s'))
                continue;

            var possible = (said?.Select(Print) ?? [plain]).Select(value => Reworded(value, negotiation)).ToHashSet();
            foreach (var more in possible.Except(held[field]).Where(_ => !HangsOnDays(field)))
                yield return $"{field} may be {more}, says the view, and is so in no placing";
            foreach (var less in held[field].Except(possible).Where(_ => !IsSaidOfAll(whole, field)))
                yield return $"{field} is {less} in a placing, and the view does not say so";
        }
    }

    // How few there may be hangs on which days two reports share, and not on their order alone.
    private static bool HangsOnDays(string field) => field.EndsWith(".countLow", StringComparison.Ordinal);

    // Of a row that the view does not have it is enough to say that there may be such rows.
    private static bool IsSaidOfAll(Status whole, string field) =>
        field.LastIndexOf('[') is var row
        && field.LastIndexOf('.') is var dot
        && row > 0
        && field.IndexOf(']', row) is var end
        && end < dot
        && field.Count(each => each == '[') > 1
        && whole.Uncertain.Any(each => each.Field == field[..row]);

    // Two reports of one day come in the order of the history: which of them a view names is no statement about time.
    private static string Reworded(string value, Negotiation negotiation)
    {
        foreach (var each in negotiation.Events)
            if (each.Event is Fact { Occurred: { IsDay: true } day })
                value = value.Replace(each.EventId.ToString(), $"on {day.Text}", StringComparison.Ordinal);
        return EveryPlacing.Reworded(value, negotiation);
    }

    private static IEnumerable<(string Field, string Value)> ReadIn(Status one, Status whole)
    {
        foreach (var (field, read) in PlainFields.Values)
            yield return (field, Print(read(one)));

        foreach (var (field, mine, theirs) in PlainFields.Figures(whole, one))
            yield return (field, Print(theirs));

        foreach (var instrument in whole.Instruments)
        foreach (var (member, read) in PlainFields.OfInstrument.Concat(Acts))
            yield return (
                $"instruments[{instrument.Id}].{member}",
                one.Instruments.FirstOrDefault(each => each.Id == instrument.Id) is { } view
                    ? Print(read(view))
                    : Absent(member)
            );
    }

    private static string Absent(string member) =>
        member switch
        {
            "consents" or "signatories" or "awaiting" or "parties" => "[]",
            "withdrawals" or "suspensions" or "drafts" => "0",
            _ => "null",
        };

    private static readonly (string Member, Func<InstrumentView, object?> Read)[] Acts =
    [
        ("signed", each => each.Signed),
        ("subjectToRatification", each => each.SubjectToRatification),
        ("authenticated", each => each.Authenticated?.EventId),
        ("entryIntoForce", each => each.EntryIntoForce?.EventId),
        ("entryIntoForce.provisional", each => each.EntryIntoForce?.Provisional),
        ("ended", each => each.Ended?.EventId),
        ("withdrawals", each => each.Withdrawals.Count),
        ("suspensions", each => each.Suspensions.Count),
        ("drafts", each => each.Drafts.Count),
        .. new[] { "KGZ", "TJK" }.SelectMany(OfParty),
    ];

    private static IEnumerable<(string Member, Func<InstrumentView, object?> Read)> OfParty(string party) =>
        [
            ($"signatories[{party}].on", view => view.Signatories.FirstOrDefault(each => each.Party == party)?.On),
            ($"consents[{party}].eventId", view => view.Consents.FirstOrDefault(each => each.Party == party)?.EventId),
            ($"parties[{party}].since", view => view.Parties.FirstOrDefault(each => each.Party == party)?.Since),
        ];

    private static string Print(JsonNode? value) => value?.ToJsonString(EventJson.Options) ?? "null";

    private static string Print(object? value) => JsonSerializer.Serialize(value, EventJson.Options);

    private static Gen<(Negotiation Negotiation, DateOnly AsOf)> Of(Gen<Fact> fact) =>
        Gen.Select(
            Gen.Select(
                fact,
                Date,
                Gen.OneOf<ClaimStatus?>(null, null, null, ClaimStatus.Disputed, ClaimStatus.Denied),
                (each, date, claim) =>
                    (Event)(
                        InTurn(each, Edtf.Parse(date)) with
                        {
                            Occurred = Edtf.Parse(date),
                            Claim = claim is null ? null : new Claim { Status = claim },
                        }
                    )
            ).Array[1, 4],
            Gen.Int[0, 12],
            (events, asOf) =>
                (Scenario.Given([Scenario.BorderTalks.On("2020-01-01"), .. events]).Negotiation, Start.AddDays(asOf))
        );

    // An effect before its notice is an anomaly of its own.
    private static Fact InTurn(Fact fact, Edtf on) =>
        fact is InstrumentEnded { Effective: { } effective } ended && effective.Earliest < on.Earliest
            ? ended with
            {
                Effective = null,
            }
            : fact;

    private static DateOnly Start { get; } = new(2024, 1, 1);

    private static string Day(int index) => AnyEdtf.Print(Start.AddDays(index));
}
