using System.Numerics;
using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// One instrument with all that is known of it, whatever day is asked about; the instrument view and the phase both
/// read it.
/// </summary>
internal sealed partial class TrackedInstrument
{
    // Each doubles the readings; more than these are read as if their act and its effect were two.
    private const int MostCoupled = 4;

    private readonly List<PlacedEvent> events = [];

    private readonly BindingActs binding;

    public TrackedInstrument(string? id, Func<Edtf, (DateTimeOffset From, DateTimeOffset To)> place)
    {
        Id = id;
        binding = new BindingActs(place);
        Steps = new InstrumentSteps(Codes, place);
    }

    public string? Id { get; }

    /// <summary>What is said of it names no instrument, and there are several: it is no principal.</summary>
    public bool IsOfNoneInParticular { get; init; }

    public Codes Codes { get; } = new();

    public InstrumentSteps Steps { get; }

    /// <summary>All known of it, in the order of the world.</summary>
    public IReadOnlyList<PlacedEvent> Events => events;

    /// <summary>Of several statements the last in the order of the world; what is denied says nothing.</summary>
    public InstrumentDescription Description { get; private set; } = new();

    /// <summary>Some act names it that is not denied, or is in by the reading.</summary>
    public bool IsNamed { get; private set; }

    public InstrumentType? Type => Description.Type;

    public InstrumentStanding? Standing => Description.Standing;

    public EntryIntoForceTerms? Terms => Description.Terms;

    /// <summary>A source says of it, or of the end of the other, that it replaces the other.</summary>
    public bool TakesThePlaceOf(TrackedInstrument other) =>
        other != this
        && (
            (other.Id is not null && Description.Supersedes == other.Id)
            || (Id is not null && other.Description.Successor == Id)
        );

    public InstrumentLaw Law { get; private set; } = null!;

    public InstrumentReading Reading { get; private set; } = null!;

    /// <summary>Steps of the reference placing, with what each made of it.</summary>
    public IReadOnlyList<(InstrumentStep Step, InstrumentOutcome Outcome)> Trail { get; private set; } = [];

    /// <summary>Every state it may be in; null where more is open at one time than can be decided.</summary>
    public IReadOnlySet<InstrumentState>? States { get; private set; }

    /// <summary>What it may be to the phase; a superset where <see cref="States"/> is null.</summary>
    public IReadOnlySet<InstrumentOutcome> Outcomes { get; private set; } = new HashSet<InstrumentOutcome>();

    /// <summary>Steps that move it, in the order of the history.</summary>
    public IReadOnlyList<InstrumentStep> Moving { get; private set; } = [];

    /// <summary>
    /// The same for each way to read what the sweep does not: null where there are more than can be followed.
    /// </summary>
    public IReadOnlyList<(InstrumentState Start, IReadOnlyList<InstrumentStep> Steps)>? Readings { get; private set; }

    public void Describe(EffectiveEvent each)
    {
        if (each.IsDenied)
            return;

        IsNamed = true;
        Description = Description.And((InstrumentFact)each.Fact);
    }

    /// <summary>In another placing or reading it is something else to the law.</summary>
    public void Redescribe(InstrumentDescription deciding)
    {
        IsNamed = true;
        Description = Description with
        {
            Type = deciding.Type,
            Standing = deciding.Standing,
            Amends = deciding.Amends,
            Supersedes = deciding.Supersedes,
            Successor = deciding.Successor,
            Terms = deciding.Terms,
        };
    }

    public void Take(PlacedEvent placed)
    {
        events.Add(placed);
        binding.Take(placed);
    }

    /// <summary>
    /// A domestic act: it names an organ or a vote, or the party later did the act that binds (VCLT arts. 2(1)(b),
    /// 16). Null: it is one only where an act that is disputed was made.
    /// </summary>
    public bool? IsApproval(PlacedEvent placed)
    {
        if (
            placed.Event.Fact
            is not ConsentExpressed
            {
                Mode: ConsentMode.Ratification or ConsentMode.Acceptance or ConsentMode.Approval
            } e
        )
            return false;

        if (e.Organ is not null || e.Votes is not null)
            return true;

        return binding.Follow(placed, e.Party);
    }

    /// <summary>
    /// It gives no day of effect, and another report of the same notice does: of one party, or all, and of one
    /// day. The other says what it brought about.
    /// </summary>
    public bool IsNoticeAlone(PlacedEvent placed) =>
        placed.Event.Fact is InstrumentEnded { Effective: null } notice
        && events.Exists(each =>
            !each.Optional
            && each.Event.Fact is InstrumentEnded { Effective: not null } other
            && (other.Party, other.Mode) == (notice.Party, notice.Mode)
            && (each.From, each.To) == (placed.From, placed.To)
        );

    /// <summary>
    /// A source says, whatever the day, that this one signed or was bound; where an act names no one, that it
    /// negotiated.
    /// </summary>
    public bool Names(string party) =>
        (
            Law.AllSignatories.IsZero
            && !(Law.Principals & Codes.Of(party)).IsZero
            && events.Exists(each =>
                each.Event.Fact is InstrumentSigned or ConsentExpressed or EnteredIntoForce
                || (IsCommitment && each.Event.Fact is TextAuthenticated { Mode: AuthenticationMode.Adopted, By: null })
            )
        )
        || Steps.All.Any(step => step.Kind == InstrumentStepKind.Join && step.Parties == Codes.Of(party))
        || events.Exists(each =>
            each.Event.Fact switch
            {
                InstrumentSigned e => e.Signatories?.Contains(party) == true,
                ConsentExpressed e => e.Party == party,
                EnteredIntoForce e => e.ForParty == party,
                _ => false,
            }
        );

    // What binds no one in law is taken part in by who adopted it: there is nothing to sign.
    private bool IsCommitment => Description.Binding == false || Type == InstrumentType.PoliticalCommitment;

    /// <param name="principals">Those who negotiated.</param>
    /// <param name="moment">What is asked about.</param>
    public void Decide(IReadOnlyCollection<string> principals, Moment moment)
    {
        var signed = events
            .Select(each => each.Event.Fact)
            .OfType<InstrumentSigned>()
            .Aggregate(BigInteger.Zero, (set, fact) => set | Codes.Of(fact.Signatories));
        Law = new InstrumentLaw(Codes.Of(principals), signed, Terms, Type == InstrumentType.ExchangeOfNotes);
        Reading = new InstrumentReading(Law, Codes);
        var steps = Steps.Marked(Law);
        var (start, reference) = OwnDays.Reference([
            .. steps
                .Where(step => !step.Placed.IsDenied && !step.IsShadow)
                .OrderBy(step => step.From)
                .ThenBy(step => step.Order)
                .ThenBy(step => step.Kind == InstrumentStepKind.NoticeEffect),
        ]);
        Reading.Begin(start);
        Trail = [.. reference.Where(step => step.MayBe(moment)).Select(step => (step, Reading.Take(step)))];
        var moving = steps
            .Where(step => step.Kind is not (InstrumentStepKind.Approve or InstrumentStepKind.Register))
            .ToList();
        Moving = moving;
        Readings = Coupled(moving, moment);
        States = Possible(moment);
        Outcomes = States is not null
            ? States.Select(state => InstrumentOutcome.Of(Law, state)).ToHashSet()
            : Conceivable(moment);
    }
}
