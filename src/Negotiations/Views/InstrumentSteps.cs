using System.Numerics;
using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The steps that sources report of one instrument, and those of the talks and of the works that bear on it.
/// </summary>
/// <param name="codes">Of the instrument.</param>
/// <param name="place">Instants of a date that is no event's own.</param>
internal sealed class InstrumentSteps(Codes codes, Func<Edtf, (DateTimeOffset From, DateTimeOffset To)> place)
{
    private readonly List<InstrumentStep> steps = [];

    // Whose each notice is, by its number.
    private readonly List<BigInteger> notices = [];

    /// <summary>In the order of the history.</summary>
    public IReadOnlyList<InstrumentStep> All => steps;

    /// <param name="placed">A fact about the instrument.</param>
    /// <param name="order">Of the event in the history.</param>
    /// <param name="approval">Whether a consent is an approval at home; null: where an act that is disputed was
    /// made.</param>
    /// <param name="isNotice">Of an end: another report of it says that it has effect on a later day.</param>
    public void Add(PlacedEvent placed, int order, bool? approval, bool isNotice = false)
    {
        switch (placed.Event.Fact)
        {
            case DraftingInstructed or FinalDocumentsDrafted:
                Take(InstrumentStepKind.Draft, placed, order);
                break;
            case TextAuthenticated e:
                Take(InstrumentStepKind.Authenticate, placed, order, codes.Of(e.By));
                break;
            case InstrumentSigned e:
                Take(InstrumentStepKind.Sign, placed, order, codes.Of(e.Signatories));
                break;
            case ApprovalGiven e:
                Take(InstrumentStepKind.Approve, placed, order, codes.Of(e.Party));
                break;
            case ConsentExpressed e when approval != false:
                Take(InstrumentStepKind.Approve, placed, order, codes.Of(e.Party));
                if (approval is null)
                    TakeConsent(e, placed, order, isShadow: true);
                break;
            case ConsentExpressed e:
                TakeConsent(e, placed, order);
                break;
            case EnteredIntoForce e:
                Take(
                    e.Provisional == true ? InstrumentStepKind.Provisional : InstrumentStepKind.Force,
                    placed,
                    order,
                    codes.Of(e.ForParty)
                );
                break;
            case InstrumentRegistered:
                Take(InstrumentStepKind.Register, placed, order);
                break;
            case InstrumentEnded e:
                TakeEnd(e, placed, order, isNotice);
                break;
            case InstrumentResumed e:
                Take(InstrumentStepKind.Resume, placed, order, codes.Of(e.Party));
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// It is a notice that one leaves, or that all shall be over on a later day; what ends it for all at once, or its
    /// time or a successor, is no one's withdrawal.
    /// </summary>
    public static bool IsNotice(Fact fact) =>
        fact is InstrumentEnded { Mode: not (EndMode.Suspended or EndMode.ProvisionalApplicationEnded) } e
        && (
            e.Party is not null
            || e.Mode is EndMode.Withdrawn or EndMode.Denounced
            || e is { Mode: EndMode.Terminated, Effective: not null }
        );

    /// <summary>A party that leaves the talks is awaited no longer.</summary>
    public void AddLeaving(PlacedEvent placed, int order, InstrumentStepKind kind, string party) =>
        Take(kind, placed, order, codes.Of(party));

    public void AddWorks(PlacedEvent placed, int order) => Take(InstrumentStepKind.Works, placed, order);

    /// <param name="force">The entry into force of what takes the place of it.</param>
    public void AddSuccession(InstrumentStep force) =>
        steps.Add(
            new InstrumentStep(InstrumentStepKind.Supersede, force.Placed, force.On, 0, force.Order)
            {
                From = force.From,
                To = force.To,
            }
        );

    private void TakeConsent(ConsentExpressed consent, PlacedEvent placed, int order, bool isShadow = false)
    {
        var parties = codes.Of(consent.Party);
        var effective = parties.IsZero ? null : consent.Effective;
        steps.Add(
            new InstrumentStep(InstrumentStepKind.Consent, placed, placed.Event.Occurred, parties, order)
            {
                InPlaceOf = codes.Of(consent.InPlaceOf),
                HasOwnEffect = effective is not null,
                IsShadow = isShadow,
                IsOptional = placed.Optional || isShadow,
            }
        );
        if (effective is not null)
            TakeEffect(
                InstrumentStepKind.ConsentEffect,
                effective,
                placed,
                parties,
                order,
                codes.Of(consent.InPlaceOf)
            );
    }

    private void TakeEnd(InstrumentEnded ended, PlacedEvent placed, int order, bool isNotice)
    {
        var parties = codes.Of(ended.Party);
        var kind = ended.Mode switch
        {
            EndMode.Suspended => InstrumentStepKind.Suspend,
            EndMode.ProvisionalApplicationEnded => InstrumentStepKind.ProvisionalEnd,
            _ => InstrumentStepKind.End,
        };
        if (kind == InstrumentStepKind.End && (ended.Effective is not null || isNotice))
        {
            TakeNotice(ended, placed, order, parties);
            return;
        }

        if (ended.Effective is { } effective)
            TakeEffect(kind, effective, placed, parties, order);
        else if (!isNotice)
            Take(kind, placed, order, parties);
    }

    private void TakeNotice(InstrumentEnded ended, PlacedEvent placed, int order, BigInteger parties)
    {
        var notice = BigInteger.One << notices.Count;
        notices.Add(parties);
        steps.Add(
            new InstrumentStep(InstrumentStepKind.Notice, placed, placed.Event.Occurred, parties, order)
            {
                Notices = notice,
            }
        );
        if (ended.Effective is not { } effective)
            return;

        TakeEffect(InstrumentStepKind.NoticeEffect, effective, placed, parties, order);
        steps[^1] = steps[^1] with { Notices = notice };
    }

    /// <summary>Whose the notices are; those for all left out.</summary>
    public BigInteger GivenBy(BigInteger some)
    {
        var all = BigInteger.Zero;
        for (var i = 0; i < notices.Count; i++)
            if (!(some >> i).IsEven)
                all |= notices[i];

        return all;
    }

    // One party revokes what it gave notice of itself.
    private BigInteger RevokedBy(InstrumentStep resumption)
    {
        var all = BigInteger.Zero;
        for (var i = 0; i < notices.Count; i++)
            if (resumption.Parties.IsZero || notices[i] == resumption.Parties)
                all |= BigInteger.One << i;

        return all;
    }

    private void TakeEffect(
        InstrumentStepKind kind,
        Edtf effective,
        PlacedEvent placed,
        BigInteger parties,
        int order,
        BigInteger inPlaceOf = default
    )
    {
        var (from, to) = place(effective);
        steps.Add(
            new InstrumentStep(kind, placed, effective, parties, order)
            {
                From = from,
                To = to,
                InPlaceOf = inPlaceOf,
            }
        );
    }

    private void Take(InstrumentStepKind kind, PlacedEvent placed, int order, BigInteger parties = default) =>
        steps.Add(new InstrumentStep(kind, placed, placed.Event.Occurred, parties, order));

    /// <summary>
    /// The same steps, those marked that come to the same in any order among these: what never meets a step it has to
    /// be before or after needs no place between them.
    /// </summary>
    public IReadOnlyList<InstrumentStep> Marked(InstrumentLaw law)
    {
        var kinds = steps.Select(step => step.Kind).ToHashSet();
        var departures = kinds.Overlaps([
            InstrumentStepKind.End,
            InstrumentStepKind.Supersede,
            InstrumentStepKind.Notice,
            InstrumentStepKind.Leave,
            InstrumentStepKind.Join,
            InstrumentStepKind.Return,
        ]);
        var turns =
            departures
            || kinds.Overlaps([InstrumentStepKind.Suspend, InstrumentStepKind.Resume, InstrumentStepKind.Works]);
        return
        [
            .. steps.Select(step =>
                step with
                {
                    IsFree = IsFree(step.Kind),
                    Notices = step.Kind == InstrumentStepKind.Resume ? RevokedBy(step) : step.Notices,
                }
            ),
        ];

        bool IsFree(InstrumentStepKind kind) =>
            kind switch
            {
                InstrumentStepKind.Draft or InstrumentStepKind.Authenticate => true,
                InstrumentStepKind.Sign => !departures && !(turns && law.MaySigningDecide),
                InstrumentStepKind.Consent => !departures
                    && !kinds.Contains(InstrumentStepKind.ConsentEffect)
                    && !(turns && law.Decides(ForceTrigger.Exchange)),
                InstrumentStepKind.Force => !turns && !kinds.Contains(InstrumentStepKind.ConsentEffect),
                InstrumentStepKind.Provisional => !departures && !kinds.Contains(InstrumentStepKind.ProvisionalEnd),
                _ => false,
            };
    }
}
