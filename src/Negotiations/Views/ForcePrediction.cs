using System.Globalization;
using System.Text.RegularExpressions;
using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The entry into force as it is, or as it is expected. A threshold, a delay or an announced day gives an expectation
/// only, and any day that a source reports wins over it. The rule of last resort, VCLT art. 24(2), is never a ground.
/// </summary>
internal static partial class ForcePrediction
{
    public static ForceView? Of(TrackedInstrument instrument, Moment moment)
    {
        var reading = instrument.Reading;
        var isInForce = InstrumentLaw.IsInForce(reading.State);
        var expected =
            isInForce || instrument.Law.HasEnded(reading.State) || instrument.Successor is not null
                ? null
                : Announced(instrument, moment) ?? ByTerms(instrument);
        return !isInForce && expected is null && reading.Provisional is null
            ? null
            : new ForceView(
                isInForce ? reading.Force?.On : null,
                reading.Provisional?.On,
                expected,
                isInForce ? reading.Force?.By.Id : null
            );
    }

    private static ExpectedForce? Announced(TrackedInstrument instrument, Moment moment) =>
        instrument.Events.FirstOrDefault(each =>
            !moment.MayBe(each)
            && !each.IsDenied
            && each.Event.Fact is EnteredIntoForce { Provisional: not true, ForParty: null }
            && WasAnnounced(each.Event)
        )
            is { } announced
            ? new ExpectedForce(announced.Event.Occurred, "announced", Predicted: true, [announced.Event.Id])
            : null;

    // Reported afterwards, it was not expected for that.
    private static bool WasAnnounced(EffectiveEvent each) =>
        each.Fact.Claim?.Status == ClaimStatus.Announced
        || each.RecordedLastAt.DayAt(TimeSpan.Zero) < each.Occurred.Earliest
        || each.ConfirmingSources.Any(source => source.Published?.Latest < each.Occurred.Earliest);

    private static ExpectedForce? ByTerms(TrackedInstrument instrument)
    {
        // A share of something needs weights that no event gives.
        if (instrument.Terms is not { } terms || terms.Share is not null)
            return null;

        var by = Deciding(instrument, terms).ToList();
        if (terms.On is { } day)
            return new ExpectedForce(
                day,
                "date",
                Predicted: true,
                [
                    .. instrument
                        .Trail.Where(each => each.Step.By.Fact is InstrumentSigned or TextAuthenticated)
                        .Select(each => each.Step.By.Id)
                        .Distinct(),
                ]
            );

        var last = by.LastOrDefault();
        return last is null || Later(last.On, terms.Delay) is not { } on
            ? null
            : new ExpectedForce(
                on,
                Json.WireName.Of(terms.Trigger!.Value),
                Predicted: true,
                [.. by.Select(each => each.By.Id)]
            );
    }

    // The acts that complete what the terms ask; none while they are not complete.
    private static IEnumerable<InstrumentStep> Deciding(TrackedInstrument instrument, EntryIntoForceTerms terms)
    {
        var steps = instrument.Trail.Select(each => each.Step).ToList();
        var consents = Standing(steps).Where(step => Counts(step, terms.Trigger)).ToList();
        return terms.Trigger switch
        {
            ForceTrigger.Signature => instrument.Law.HaveSigned(instrument.Reading.State)
                ? steps.Where(step => step.Kind == InstrumentStepKind.Sign)
                : [],
            ForceTrigger.Exchange => consents,
            ForceTrigger.LastConsent
            or ForceTrigger.Deposits
            or ForceTrigger.Notifications when terms.Parties is { } asked => consents.Count >= asked
                ? consents.Take(asked)
                : [],
            ForceTrigger.LastConsent or ForceTrigger.Deposits or ForceTrigger.Notifications =>
                instrument.Law.IsConsented(instrument.Reading.State) ? consents : [],
            _ => [],
        };
    }

    // One for each party, in the order in which they were given; that of a party that withdrew counts no more.
    private static List<InstrumentStep> Standing(List<InstrumentStep> steps)
    {
        List<InstrumentStep> consents = [];
        foreach (var step in steps)
            switch (step.Kind)
            {
                case InstrumentStepKind.Consent
                    when step.Parties.IsZero || !consents.Exists(other => other.Parties == step.Parties):
                    consents.Add(step);
                    break;
                case InstrumentStepKind.End or InstrumentStepKind.NoticeEffect when !step.Parties.IsZero:
                    consents.RemoveAll(other => other.Parties == step.Parties);
                    break;
                default:
                    break;
            }

        return consents;
    }

    private static bool Counts(InstrumentStep step, ForceTrigger? trigger) =>
        trigger switch
        {
            ForceTrigger.Exchange => ((ConsentExpressed)step.By.Fact).Mode == ConsentMode.ExchangeOfInstruments,
            ForceTrigger.Notifications => ((ConsentExpressed)step.By.Fact).Mode is ConsentMode.Notification,
            _ => true,
        };

    private static Edtf? Later(Edtf day, string? delay)
    {
        if (delay is null)
            return day;

        var parts = Duration().Match(delay);
        if (!parts.Success || day.Earliest is not { } first || day.Latest is not { } last)
            return null;

        var (from, to) = (Plus(first), Plus(last));
        return from == to ? Edtf.Day(from) : Edtf.Parse($"[{Edtf.Day(from)}..{Edtf.Day(to)}]");

        DateOnly Plus(DateOnly date)
        {
            var month = date.FirstOfMonth((int)((Part(1) * 12) + Part(2)));
            return month
                .PlusDays(Math.Min(date.Day, DateTime.DaysInMonth(month.Year, month.Month)) - 1L)
                .PlusDays((Part(3) * 7) + Part(4));
        }

        long Part(int group) =>
            parts.Groups[group].Success
            && long.TryParse(parts.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? Math.Min(number, 100_000)
                : 0;
    }

    [GeneratedRegex("^P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();
}
