using CsCheck;
using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Specs.Generated;

/// <summary>
/// Facts as sources report them, with names from small pools so that they meet: the same meeting, clash and treaty
/// again and again. Undated.
/// </summary>
internal static class AnyFact
{
    private static readonly Gen<string?> Meeting = Gen.OneOf("round-41", "round-42", "summit-2025", null);
    private static readonly Gen<string?> Clash = Gen.OneOf("april-2021", "september-2022", null);
    private static readonly Gen<string?> Treaty = Gen.OneOf("border-treaty", "roads-protocol", null);
    private static readonly Gen<string?> Proposal = Gen.OneOf("bridging", "swap", null);

    // By the ids of generated streams: now and then it is a measure.
    private static readonly Gen<Guid?> Undone = Gen.OneOf(
        Gen.Const((Guid?)null),
        Gen.Int[0, 6].Select(index => (Guid?)EventBuilders.Id($"generated {index}"))
    );

    private static readonly Gen<string> State = Gen.OneOf("KGZ", "TJK", "UZB");
    private static readonly Gen<bool?> Said = Gen.OneOf<bool?>(true, false, null);

    private static readonly Gen<Quantity> Quantity = Gen.OneOf(
        Gen.Int[0, 200].Select(figure => EventBuilders.Exactly(figure)),
        Gen.Int[0, 200].Select(figure => EventBuilders.AtLeast(figure)),
        Gen.Select(Gen.Int[0, 50], Gen.Int[40, 90], (low, high) => new Quantity
            {
                Qualifier = Qualifier.Between,
                Low = low,
                High = high,
            }),
        Gen.OneOf(Qualifier.Dozens, Qualifier.Several, Qualifier.Hundreds)
            .Select(word => EventBuilders.Words("many", word))
    );

    private static readonly Gen<Quantity?> PerhapsQuantity = Gen.Frequency(
        (1, Gen.Const((Quantity?)null)),
        (1, Quantity.Select(quantity => (Quantity?)quantity))
    );

    /// <summary>Each of these moves the phase up or not at all, wherever it is among the others.</summary>
    public static readonly Gen<Fact> Forward = Gen.OneOf(
        Of(Meeting, id => new RoundHeld { MeetingId = id }),
        Of(Said, all => new SectionsAgreed { AllRemaining = all }),
        Of(Gen.Enum<AgreementScope>(), scope => new AgreementReached { Scope = scope }),
        Of(Treaty, id => new DraftingInstructed { InstrumentId = id }),
        Of(Treaty, id => new FinalDocumentsDrafted { InstrumentId = id }),
        Of(Treaty, id => new TextAuthenticated { InstrumentId = id, Mode = AuthenticationMode.Initialled }),
        Of(Treaty, Said, (id, bound) => new InstrumentSigned
            {
                InstrumentId = id,
                SubjectToRatification = bound,
                Signatories = ["KGZ", "TJK"],
            }),
        Of(Treaty, id => new EnteredIntoForce { InstrumentId = id }),
        Of(Clash, id => new ClashReported { ClashId = id }),
        Of(Meeting, id => new MeetingHeld { MeetingId = id })
    );

    private static readonly Gen<Fact> Varied = Gen.OneOf(
        Forward,
        Forward,
        Of(State, Gen.Enum<ParticipationChange>(), (actor, change) => new ParticipationChanged
            {
                Actor = actor,
                Change = change,
                Role = ActorRole.Party,
            }),
        Of(Meeting, Date, (id, date) => new MeetingScheduled
            {
                MeetingId = id,
                PlannedFor = date,
                Kind = MeetingKind.Round,
            }),
        Of(Meeting, Gen.Enum<MeetingChange>(), Date, (id, change, date) => new MeetingChanged
            {
                MeetingId = id,
                Change = change,
                NewDate = date,
            }),
        Of(Meeting, Gen.Int[40, 44], Quantity, (id, number, length) => new RoundHeld
            {
                MeetingId = id,
                RoundNumber = number,
                Kilometres = length,
            }),
        Of(Clash, Treaty, (id, ceasefire) => new ClashReported { ClashId = id, Breaches = ceasefire }),
        Of(Clash, Gen.OneOf("KGZ", "TJK", null), Quantity, PerhapsQuantity, (id, side, killed, displaced) =>
            new TollReported
            {
                ClashId = id,
                Side = side,
                Killed = killed,
                Displaced = displaced,
            }
        ),
        Of(Clash, Gen.Enum<TollOf>(), Quantity, Said, (id, of, injured, cumulative) => new TollReported
            {
                ClashId = id,
                Of = of,
                Injured = injured,
                Cumulative = cumulative,
            }),
        Of(Gen.Enum<CeasefireForm>(), Treaty, Perhaps, Perhaps, (form, id, from, until) => new CeasefireAgreed
            {
                Form = form,
                CeasefireId = id,
                EffectiveFrom = from,
                EffectiveUntil = until,
            }),
        Of(Quantity, PerhapsQuantity, PerhapsQuantity, (length, total, remaining) => new SectionsAgreed
            {
                Length = length,
                Total = total,
                Remaining = remaining,
            }),
        Of(PerhapsQuantity, PerhapsQuantity, (cumulative, share) =>
            new SectionsAgreed { Cumulative = cumulative, Share = share }
        ),
        Of(Gen.Enum<TalksStatus>(), status => new TalksStatusChanged { Status = status }),
        Of(Treaty, State, Gen.Enum<ConsentMode>(), Perhaps, (id, party, mode, effective) => new ConsentExpressed
            {
                InstrumentId = id,
                Party = party,
                Mode = mode,
                Effective = effective,
            }),
        Of(Treaty, State, State, Perhaps, (id, party, predecessor, effective) => new ConsentExpressed
            {
                InstrumentId = id,
                Party = party,
                Mode = ConsentMode.Succession,
                InPlaceOf = party == predecessor ? null : predecessor,
                Effective = effective,
            }),
        Of(Treaty, State, Gen.Enum<ApprovalOutcome>(), (id, party, outcome) => new ApprovalGiven
            {
                InstrumentId = id,
                Party = party,
                Outcome = outcome,
            }),
        Of(Treaty, Gen.Enum<InstrumentStanding>(), Gen.Enum<ForceTrigger>(), (id, standing, trigger) =>
            new InstrumentSigned
            {
                InstrumentId = id,
                Standing = standing,
                EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = trigger },
            }
        ),
        Of(
            Treaty,
            Gen.OneOf("Treaty on the border", "Agreement on the border", null),
            Gen.OneOf<InstrumentType?>(InstrumentType.Treaty, InstrumentType.Protocol, null),
            Gen.OneOf("border-treaty", null, null),
            (id, title, type, amends) =>
                new InstrumentRegistered
                {
                    InstrumentId = id,
                    Title = title,
                    InstrumentType = type,
                    Amends = amends,
                    Binding = title is null ? null : type is not null,
                }
        ),
        Of(Treaty, Gen.OneOf("KGZ", null), (id, party) => new InstrumentResumed { InstrumentId = id, Party = party }),
        Of(Treaty, Said, Gen.OneOf("KGZ", null), (id, provisional, party) => new EnteredIntoForce
            {
                InstrumentId = id,
                Provisional = provisional,
                ForParty = party,
            }),
        Of(Treaty, id => new InstrumentRegistered { InstrumentId = id, Registry = "UNTS" }),
        Of(Treaty, Gen.OneOf("KGZ", null), Gen.Enum<EndMode>(), Perhaps, (id, party, mode, effective) =>
            new InstrumentEnded
            {
                InstrumentId = id,
                Mode = mode,
                Party = party,
                Effective = effective,
            }
        ),
        Of(
            Gen.Enum<Milestone>(),
            Gen.Enum<MilestoneStatus>(),
            Date,
            Gen.OneOf("kairagach", "markers", null),
            (milestone, status, date, id) =>
                new MilestoneReported
                {
                    MilestoneId = id,
                    Milestone = milestone,
                    Status = status,
                    PlannedFor = date,
                }
        ),
        Of(State, Gen.Enum<CommitmentStatus>(), Quantity, (by, status, amount) => new CommitmentReported
            {
                By = by,
                Status = status,
                Amount = amount,
            }),
        Of(Gen.Enum<StatementForm>(), form => new StatementIssued { Form = form }),
        Of(Proposal, State, (id, by) => new ProposalMade { ProposalId = id, By = [by] }),
        Of(Proposal, State, Gen.Enum<ProposalAnswer>(), (id, by, answer) => new ProposalAnswered
            {
                ProposalId = id,
                By = [by],
                Answer = answer,
            }),
        Of(Treaty, Gen.OneOf("article-1", "article-2"), Gen.Enum<ProvisionStatus>(), (id, provision, status) =>
            new ProvisionsReported
            {
                InstrumentId = id,
                Provisions = [new Provision { Id = provision, Status = status }],
            }
        ),
        Of(Treaty, State, Gen.Enum<ReservationForm>(), (id, party, form) => new ReservationMade
            {
                InstrumentId = id,
                Party = party,
                Form = form,
            }),
        Of(Gen.Enum<Measure>(), Treaty, Undone, (measure, under, undone) => new MeasureTaken
            {
                Measure = measure,
                Title = "A measure",
                InstrumentId = under,
                Reverses = undone,
            }),
        Of(Gen.Enum<Ruling>(), ruling => new RulingIssued { Ruling = ruling }),
        Of(Treaty, State, (id, against) => new BreachAlleged { InstrumentId = id ?? "other", Against = [against] }),
        Of(Treaty, State, (id, by) => new BreachAlleged { CeasefireId = id ?? "other", By = [by] }),
        Of(State, Gen.OneOf("One", "Another"), (actor, name) => new ParticipationChanged
            {
                Actor = actor,
                Change = ParticipationChange.RepresentativeChanged,
                Representative = name,
            }),
        Of(Gen.Enum<Trend>(), trend => new AssessmentRecorded { Trend = trend }),
        Of(Gen.Enum<ClosingOutcome>(), Gen.OneOf("kg-uz-border", "kg-tj-water", null), (outcome, into) =>
            new NegotiationClosed { Outcome = outcome, MergedInto = outcome == ClosingOutcome.Merged ? into : null }
        ),
        Of(Said, _ => new NegotiationClosed { Reopened = true })
    );

    /// <summary>A type that nothing is varied of yet comes as its golden sample.</summary>
    public static readonly Gen<Fact> OfAnyType = WithSamples(Varied, SampledFacts.Of(Varied));

    private static Gen<Fact> WithSamples(Gen<Fact> varied, IReadOnlyList<Fact> samples) =>
        samples.Count == 0
            ? varied
            : Gen.Frequency((30, varied), (samples.Count, Gen.OneOf([.. samples.Select(Gen.Const)])));

    private static Gen<Edtf?> Perhaps => Gen.Frequency((2, Gen.Const((Edtf?)null)), (1, Date));

    private static Gen<Edtf?> Date => AnyEdtf.Text.Select(text => (Edtf?)Edtf.Parse(text));

    private static Gen<Fact> Of<A>(Gen<A> a, Func<A, Fact> make) => a.Select(make);

    private static Gen<Fact> Of<A, B>(Gen<A> a, Gen<B> b, Func<A, B, Fact> make) => Gen.Select(a, b, make);

    private static Gen<Fact> Of<A, B, C>(Gen<A> a, Gen<B> b, Gen<C> c, Func<A, B, C, Fact> make) =>
        Gen.Select(a, b, c, make);

    private static Gen<Fact> Of<A, B, C, D>(Gen<A> a, Gen<B> b, Gen<C> c, Gen<D> d, Func<A, B, C, D, Fact> make) =>
        Gen.Select(a, b, c, d, make);
}
