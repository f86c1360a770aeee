using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using Negotiations.Events;
using Negotiations.Specs.Famous;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>
/// Whatever member of the status is another in another placing or reading, the status names it as uncertain.
/// </summary>
public partial class UncertainSpecs
{
    private const int Streams = 1500;

    [Fact]
    public void Every_member_that_another_placing_or_reading_has_otherwise_is_named_as_uncertain() =>
        Gen.Select(AnyStream.OfAnyDates, AnyStream.Day, AnyPlacing.Choices)
            .Holds(
                (negotiation, asOf, choices) =>
                {
                    var whole = StatusFold.Of(negotiation, Clocks.On(asOf))!.Status;
                    var one = StatusFold.Of(AnyPlacing.Of(negotiation, choices), Clocks.On(asOf))!.Status;
                    Assert.Empty(Missing(whole, one));
                },
                iter: Streams
            );

    [Theory]
    [InlineData("subjectToRatification", "false true")]
    [InlineData("validity", "2020/2030 2020/2040")]
    [InlineData("value", "10 20")]
    public void What_a_disputed_signature_says_is_uncertain(string member, string possible)
    {
        var status = FamousCase
            .Of(
                FamousCase.Opened("Gas", Subject.Trade, "2019", "RUS", "CHN"),
                Signed("2020-02-01", "2020/2030", 10, isBound: false),
                Signed("2020-03-01", "2020/2040", 20, isBound: true) with
                {
                    Claim = new Claim { Status = ClaimStatus.Disputed },
                }
            )
            .AsOf("2021-01-01");

        var field = status.Uncertain.Single(each => each.Field == $"instruments[gas].{member}");
        Assert.Equal(
            possible,
            string.Join(
                ' ',
                field
                    .Possible.Select(value => (value is JsonObject quantity ? quantity["best"]! : value)!.ToString())
                    .Select(text => text.ToLowerInvariant())
                    .Order(StringComparer.Ordinal)
            )
        );
    }

    [Fact]
    public void Which_registration_and_which_reservations_there_are_is_uncertain_where_a_source_denies_them()
    {
        var status = FamousCase
            .Of(
                FamousCase.Opened("Gas", Subject.Trade, "2019", "RUS", "CHN"),
                Signed("2020-01-01", "2020/2030", 10, isBound: false),
                new ReservationMade
                {
                    InstrumentId = "gas",
                    Party = "RUS",
                    Form = ReservationForm.Reservation,
                }.On("2020-02-01") with
                {
                    Claim = new Claim { Status = ClaimStatus.Denied, DeniedBy = "CHN" },
                },
                Signed("2019-12-01", "2020/2040", 10, isBound: false) with
                {
                    Claim = new Claim { Status = ClaimStatus.Disputed },
                },
                new InstrumentRegistered { InstrumentId = "gas", Registry = "UNTS" }.On("2020-03-01") with
                {
                    Claim = new Claim { Status = ClaimStatus.Disputed },
                }
            )
            .AsOf("2021-01-01");

        Assert.Equal(["0", "1"], Possible(status, "instruments[gas].reservations"));
        Assert.Contains("null", Possible(status, "instruments[gas].registered"));
        Assert.Equal(["\"2019-12-01\"", "\"2020-01-01\""], Possible(status, "instruments[gas].signed"));
        Assert.Empty(Possible(status, "instruments[gas].validity"));
    }

    [Fact]
    public void A_round_that_is_disputed_makes_the_day_since_which_they_negotiate_uncertain()
    {
        var status = FamousCase
            .Of(
                FamousCase.Opened("Talks", Subject.Trade, "2019", "RUS", "CHN"),
                new RoundHeld { MeetingId = "first" }.On("2019-05-01") with
                {
                    Claim = new Claim { Status = ClaimStatus.Disputed },
                },
                new RoundHeld { MeetingId = "second" }.On("2019-09-01"),
                new RoundHeld { MeetingId = "third" }.On("2019-12~")
            )
            .AsOf("2021-01-01");

        Assert.Equal(Phase.Negotiating, status.Phase!.Certain);
        Assert.Equal(["\"2019-05-01\"", "\"2019-09-01\""], Possible(status, "phase.since"));
    }

    [Fact]
    public void A_last_clash_of_one_day_of_several_makes_the_day_on_which_it_was_long_past_uncertain()
    {
        var status = FamousCase
            .Of(
                FamousCase.Opened("Border", Subject.Boundary, "2019", "KGZ", "TJK"),
                new ClashReported { ClashId = "one" }.On("[2020-01-01..2020-01-11]")
            )
            .AsOf("2024-01-01");

        Assert.Equal(Security.PastClashes, status.Security.State);
        Assert.Equal(["\"2021-01-01\"", "\"[2021-01-01..2021-01-11]\""], Possible(status, "security.since"));
    }

    private static InstrumentSigned Signed(string on, string validity, int value, bool isBound) =>
        new InstrumentSigned
        {
            InstrumentId = "gas",
            InstrumentType = InstrumentType.Treaty,
            Signatories = ["RUS", "CHN"],
            SubjectToRatification = isBound,
            Validity = Edtf.Parse(validity),
            Value = new Quantity
            {
                Qualifier = Qualifier.Exact,
                Best = value,
                Unit = "USD",
            },
        }.On(on);

    private static IEnumerable<string> Possible(Status status, string field) =>
        status
            .Uncertain.Where(each => each.Field == field)
            .SelectMany(each => each.Possible)
            .Select(value => value?.ToJsonString() ?? "null")
            .Order(StringComparer.Ordinal);

    /// <summary>Members of the status that differ in one placing and that it does not name.</summary>
    internal static IEnumerable<string> Missing(Status whole, Status one)
    {
        var named = whole.Uncertain.Select(each => each.Field).ToList();
        foreach (var change in Difference.Between(Unpredicted(whole), Unpredicted(one)))
        {
            // The same, in another order.
            if (change.Field.EndsWith("].party", StringComparison.Ordinal) || AreSame(change.Before, change.After))
                continue;

            var path = OfItem().Replace(OfSuspension().Replace(change.Field, "$1.suspensions"), "$1.$2");
            if (Elsewhere().IsMatch(path) || named.Exists(field => Covers(field, path)))
                continue;

            // A day of its event lies within the date that the event is shown with.
            if (DateOf(change.Before) is { } before && DateOf(change.After) is { } after && Lies(after, before))
                continue;

            yield return $"{path} is {change.Before?.ToJsonString()}, and {change.After?.ToJsonString()} in a placing";
        }

        bool Covers(string field, string path) =>
            path == field
                ? DateOf(one, path) is not { } day
                    || PossibleDays(whole, field).Any(date => date is null || Lies(day, date))
                : path.StartsWith($"{field}.", StringComparison.Ordinal)
                    || path.StartsWith($"{field}[", StringComparison.Ordinal)
                    || field.StartsWith($"{path}.", StringComparison.Ordinal)
                    || field.StartsWith($"{path}[", StringComparison.Ordinal);
    }

    private static bool AreSame(JsonNode? before, JsonNode? after) =>
        before is JsonArray one
        && after is JsonArray other
        && one.Select(each => each?.ToJsonString())
            .Order()
            .SequenceEqual(other.Select(each => each?.ToJsonString()).Order());

    // What is predicted is outside the law.
    private static Status Unpredicted(Status status) =>
        status with
        {
            Instruments =
            [
                .. status.Instruments.Select(each =>
                    each.EntryIntoForce is not { } force ? each
                    : force with { Expected = null } is var said && said == new ForceView(null, null, null, null)
                        ? each with
                        {
                            EntryIntoForce = null,
                        }
                    : each with { EntryIntoForce = said }
                ),
            ],
        };

    private static Edtf? DateOf(Status one, string path) =>
        path switch
        {
            "phase.since" => one.Phase?.Since,
            "security.since" => one.Security.Since,
            _ => null,
        };

    private static IEnumerable<Edtf?> PossibleDays(Status whole, string field) =>
        whole.Uncertain.Where(each => each.Field == field).SelectMany(each => each.Possible).Select(DateOf);

    private static bool Lies(Edtf inner, Edtf outer) =>
        !(inner.Earliest < outer.Earliest?.AddDays(-1)) && !(inner.Latest > outer.Latest);

    private static Edtf? DateOf(JsonNode? node)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text))
            return null;

        try
        {
            return Edtf.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Not asked here: figures and the days they stood, of which there are laws of their own; the last day on which
    // anything may have been heard, which is the same by its meaning; what is said of the whole view; who says it and
    // in what voice; items without an id, which are known by their place; and which instruments there are, of which
    // there is a count.
    [GeneratedRegex(
        @"^(uncertain|anomalies|headline|version$|recordedAt$|lastHeard|phase\.since|instruments\[[^\]]*\]$)"
            + @"|^sections\.(agreed|total|remaining|share)|\.(killed|injured|displaced|evacuated)"
            + @"|(^|\.)(events|sources(\[.*)?|claim(\..*)?|actors|decidedBy)$|\[[0-9]+\]"
    )]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"^(instruments\[[^\]]*\])\.parties\[[^\]]*\]\.suspended$")]
    private static partial Regex OfSuspension();

    // Which the status knows by another name than its event.
    [GeneratedRegex(@"^(instruments\[[^\]]*\])\.(provisions|signatories|consents|parties)\[[^\]]*\].*$")]
    private static partial Regex OfItem();
}
