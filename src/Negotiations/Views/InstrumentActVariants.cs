using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// What acts on an instrument come to, where another placing or reading has others of them, or another first or last.
/// A member that is an object is named by the event that decides it, a list by how many items it may have.
/// </summary>
internal sealed partial class InstrumentActVariants
{
    private readonly TrackedInstrument instrument;
    private readonly InstrumentView view;
    private readonly Moment moment;
    private readonly List<PlacedEvent> acts;
    private readonly List<InstrumentStep> steps;

    // There is one order of them, and the reference has it.
    private readonly bool isSettled;

    private InstrumentActVariants(TrackedInstrument instrument, InstrumentView view, Moment moment)
    {
        this.instrument = instrument;
        this.view = view;
        this.moment = moment;
        acts = [.. instrument.Events.Where(moment.MayBe)];
        steps = [.. instrument.Steps.All.Where(step => step.MayBe(moment)).OrderBy(step => step.From)];
        isSettled =
            instrument.Readings is { Count: 1 }
            && steps.TrueForAll(step => moment.IsFirm(step))
            && PlacedOrder.AreInTurn(steps);
    }

    /// <param name="readings">First as in the reference, then where other acts may be on it.</param>
    /// <param name="moment">What is asked about.</param>
    /// <returns>By member every value it may have, the one it shows first; those that have one only are left
    /// out.</returns>
    public static IEnumerable<(string Member, IReadOnlyList<JsonNode?> Possible)> Of(
        IReadOnlyList<(TrackedInstrument Instrument, InstrumentView View)> readings,
        Moment moment
    )
    {
        // Most often there is one placing and one reading.
        if (
            readings is [var (only, _)]
            && only.States is { Count: 1 }
            && only.Events.All(each => moment.IsFirm(each) && each.Event.Occurred.IsDay)
            && PlacedOrder.AreInTurn(only.Events)
        )
            return [];

        var all = readings.Select(each => new InstrumentActVariants(each.Instrument, each.View, moment)).ToList();
        List<(string, IReadOnlyList<JsonNode?>)> found = [];
        List<object?> possible = [];
        foreach (var member in Members)
            Find(member);
        foreach (var party in Parties(view => view.Signatories.Select(by => by.Party)))
            Find(OfSignatory(party));
        foreach (var party in Parties(view => view.Consents.Select(by => by.Party)))
        {
            Find(OfConsents(party));
            Find(OfConsent(party));
        }

        foreach (var party in Parties(view => view.Parties.Select(by => by.Party)).Union(all.SelectMany(Elsewhere)))
            Find(OfParty(party));
        return found;

        IEnumerable<T> Parties<T>(Func<InstrumentView, IEnumerable<T>> named) =>
            all.SelectMany(each => named(each.view)).Distinct();

        // Most often it has one value, of which nothing is to be said.
        void Find(Member member)
        {
            possible.Clear();
            foreach (var each in all)
            {
                Add(member.Shown(each.view));
                foreach (var value in member.Possible(each))
                    Add(value);
            }

            if (possible.Count > 1)
                found.Add((member.Name, possible.ConvertAll(Print)));
        }

        void Add(object? value)
        {
            if (!possible.Contains(value))
                possible.Add(value);
        }
    }

    // Those for whom it may have been in force in another placing or reading than that of the view. Where more is open
    // than can be followed, all of them would be guesses.
    private static IEnumerable<string> Elsewhere(InstrumentActVariants each) =>
        each.isSettled || (each.instrument.States is null && !each.steps.Exists(step => step.Placed.IsDenied))
            ? []
            : each.instrument.Codes.In(
                each.instrument.Law.Principals
                    | each.steps.Aggregate(each.instrument.Law.AllSignatories, (all, step) => all | step.Parties)
            );

    private static JsonNode? Print(object? value) =>
        value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), EventJson.Options);

    private IEnumerable<object?> First(Func<Fact, bool> counts) =>
        First(acts.FindAll(each => counts(each.Event.Fact)), each => each.Event.Occurred);

    private IEnumerable<object?> Last(Func<Fact, object?> read) => Last((fact, _) => read(fact));

    private IEnumerable<object?> Last(Func<Fact, object, object?> read)
    {
        List<Writer<object>> writers = [];
        foreach (var each in acts)
            if (read(each.Event.Fact, each.Event.Id) is { } value)
                writers.Add(
                    new Writer<object>(value, each.Event, each.From, moment.Clamp(each.To), moment.IsFirm(each))
                );

        var outcome = LastWriter.Of(writers);
        var values = outcome.Last.Select(each => (object?)each.Writer.Value);
        return outcome.MayBeNone ? values.Append(null) : values;
    }

    // One source that says so is enough.
    private IEnumerable<object?> Highest()
    {
        var all = acts.FindAll(each => each.Event.Fact is InstrumentSigned { SubjectToRatification: not null });
        var least = all.Where(moment.IsFirm).Select(Value).Max();
        return all.Select(Value)
            .Where(value => Comparer<bool?>.Default.Compare(value, least) > 0)
            .Append(least)
            .Cast<object?>();

        static bool? Value(PlacedEvent each) => ((InstrumentSigned)each.Event.Fact).SubjectToRatification;
    }

    private IEnumerable<object?> Count(Func<PlacedEvent, bool> counts) => Between(acts.FindAll(each => counts(each)));

    // A consent is one in some readings only where an act that is disputed was made.
    private IEnumerable<object?> Approvals()
    {
        var all = acts.FindAll(each => each.Event.Fact is ApprovalGiven || instrument.IsApproval(each) != false);
        var least = all.Count(each => moment.IsFirm(each) && instrument.IsApproval(each) is not null);
        return Enumerable.Range(least, all.Count - least + 1).Cast<object?>();
    }

    private IEnumerable<object?> ConsentCount(string? party)
    {
        var all = acts.FindAll(each =>
            each.Event.Fact is ConsentExpressed consent && consent.Party == party && instrument.IsApproval(each) != true
        );
        var least = all.Count(each => moment.IsFirm(each) && instrument.IsApproval(each) == false);
        return Enumerable.Range(least, all.Count - least + 1).Cast<object?>();
    }

    private IEnumerable<object?> Consents(string? party)
    {
        var all = acts.FindAll(each =>
            each.Event.Fact is ConsentExpressed consent && consent.Party == party && instrument.IsApproval(each) != true
        );
        var firm = all.Count(each => moment.IsFirm(each) && instrument.IsApproval(each) == false);
        if (firm == all.Count && PlacedOrder.AreInTurn(all))
            return [];

        // One that may be an approval ends no search for the first.
        var first = all.TrueForAll(each => instrument.IsApproval(each) == false)
            ? PlacedOrder.MayBeFirst(all, moment)
            : all;
        var ids = first.Select(each => (object?)each.Event.Id);
        return firm == 0 ? ids.Append(null) : ids;
    }

    private IEnumerable<object?> Between(List<PlacedEvent> all)
    {
        var least = all.Count(moment.IsFirm);
        return Enumerable.Range(least, all.Count - least + 1).Cast<object?>();
    }

    // Those that the sources date, and no more: a notice whose effect is to come suspends nothing yet.
    private IEnumerable<object?> Suspensions()
    {
        var all = steps.FindAll(step => step.Kind == InstrumentStepKind.Suspend);
        var least = all.Count(step => moment.IsFirm(step));
        return Enumerable.Range(least, all.Count - least + 1).Cast<object?>();
    }

    // Each with its notice or, where that is dated later, its effect.
    private IEnumerable<object?> Withdrawals()
    {
        var all = steps.Where(step => InstrumentSteps.IsNotice(step.By.Fact)).GroupBy(step => step.By.Id).ToList();
        var least = all.Count(act => act.Any(step => moment.IsFirm(step)));
        return Enumerable.Range(least, all.Count - least + 1).Cast<object?>();
    }

    // A day of its own, or that of the one act that its terms make decide.
    private IEnumerable<object?> Force() =>
        Decided(
            (by, before, after, step) =>
                InstrumentLaw.IsInForce(after)
                && !instrument.Law.HasEnded(after)
                && (!InstrumentLaw.IsInForce(before) || instrument.Law.HasEnded(before))
                    ? step.By.Id
                    : by,
            InstrumentLaw.IsInForce,
            instrument.Law.MayPutInForce
        );

    // It ended by the last that left.
    private IEnumerable<object?> End() =>
        Decided((by, _, _, step) => IsEnd(step) ? step.By.Id : by, instrument.Law.HasEnded, IsEnd);

    private IEnumerable<object?> Authenticated() =>
        Decided(
            (by, before, after, step) =>
                step.Kind == InstrumentStepKind.Authenticate
                && (by == default || instrument.Law.StatusOf(before) != instrument.Law.StatusOf(after))
                    ? step.By.Id
                    : by,
            _ => true,
            step => step.Kind == InstrumentStepKind.Authenticate
        );

    // Where more is open than can be followed, each of them may be the one that decides.
    private IEnumerable<object?> Decided(
        Func<Guid, InstrumentState, InstrumentState, InstrumentStep, Guid> next,
        Func<InstrumentState, bool> holds,
        Func<InstrumentStep, bool> counts
    )
    {
        if (isSettled)
            return [];

        return instrument.Follow(Guid.Empty, IsAside, next, moment) is { } all
            ? all.Select(each => holds(each.State) && each.Beside != default ? (object?)each.Beside : null)
            : steps.Where(counts).Select(step => (object?)step.By.Id).Append(null);
    }

    private IEnumerable<object?> Provisional() =>
        First<InstrumentStep>(steps.FindAll(step => step.Kind == InstrumentStepKind.Provisional), step => step.On);

    private IEnumerable<object?> First<T>(List<T> all, Func<T, Edtf> on)
        where T : class, IPlaced
    {
        var days = PlacedOrder.MayBeFirst(all, moment).Select(each => (object?)on(each));
        return all.Exists(each => moment.IsFirm(each)) ? days : days.Append(null);
    }

    // Since it entered into force, or since one that it was in force for already consented to it.
    private IEnumerable<object?> Begun(BigInteger party)
    {
        if (isSettled)
            return [];

        var law = instrument.Law;
        return instrument.Follow("", IsAside, Begin, moment) is { } all
            ? all.Select(each => each.Beside.Length == 0 ? null : (object?)Edtf.Parse(each.Beside))
            : steps
                .Where(step => !IsEnd(step) && (step.Parties.IsZero || !(step.Parties & party).IsZero))
                .Select(step => (object?)step.On)
                .Append(null);

        string Begin(string since, InstrumentState before, InstrumentState after, InstrumentStep step) =>
            since.Length == 0 && !(Of(after) & ~Of(before) & party).IsZero ? step.On.Text : since;

        BigInteger Of(InstrumentState state) => law.PartiesOf(state) | law.ProvisionalPartiesOf(state);
    }

    private static bool IsEnd(InstrumentStep step) =>
        step.Kind is InstrumentStepKind.End or InstrumentStepKind.NoticeEffect or InstrumentStepKind.Supersede;

    // What none of these hang on.
    private static bool IsAside(InstrumentStep step) =>
        step.Kind is InstrumentStepKind.Draft or InstrumentStepKind.Works;
}
