using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>One instrument as the facts so far tell of it. The instrument view and the phase both read it, so that they tell one story.</summary>
internal sealed class TrackedInstrument(string? id)
{
    private readonly HashSet<string> gone = [];
    private readonly List<string> signatories = [];
    private readonly List<ConsentView> consents = [];
    private string? title;
    private InstrumentType? type;
    private Edtf? inForce;
    private bool needsConsent;

    public string? Id => id;

    public string Name => id is null ? "the instrument" : $"'{id}'";

    public Edtf? Signed { get; private set; }

    public EndView? Ended { get; private set; }

    public RegistrationView? Registered { get; set; }

    public void Sign(InstrumentSigned signed, Edtf occurred)
    {
        Signed ??= occurred;
        title = signed.Title ?? title;
        type = signed.InstrumentType ?? type;
        needsConsent |= signed.SubjectToRatification == true;
        signatories.AddRange((signed.Signatories ?? []).Except(signatories));
    }

    public void Consent(ConsentView consent)
    {
        consents.Add(consent);
        if (consent.Party is not null)
            gone.Remove(consent.Party);
    }

    public void EnterIntoForce(Edtf occurred)
    {
        // In force again after a suspension: from then on, not from the first time.
        inForce = Ended is null ? inForce ?? occurred : occurred;
        Ended = null;
    }

    /// <param name="ended">Its end, or one party's leaving.</param>
    /// <param name="occurred">When.</param>
    /// <param name="parties">Those bound where no source names signatories.</param>
    public void End(InstrumentEnded ended, Edtf occurred, IReadOnlyList<string> parties)
    {
        // One party leaving a plurilateral instrument does not end it for the others.
        if (ended.Party is { } party && Bound(parties).Count > 2)
        {
            gone.Add(party);
            consents.RemoveAll(consent => consent.Party == party);
            return;
        }

        Ended = new EndView(ended.Mode, ended.Party, occurred);
    }

    /// <summary>All whose consent is required have given it: unless it provides otherwise, a treaty is then in force (VCLT art. 24(2)).</summary>
    public bool IsConsented(IReadOnlyList<string> parties) => consents.Count > 0 && Bound(parties).Count > 0 && !Awaited(parties).Any();

    public InstrumentView ToView(IReadOnlyList<string> parties)
    {
        var awaiting = needsConsent || consents.Count > 0 ? Awaited(parties).ToList() : [];
        var since = inForce ?? (IsConsented(parties) ? consents[^1].Occurred : null);
        return new InstrumentView(id, title, type, Signed, [.. signatories.Except(gone)], consents, awaiting, Ended is null ? since : null, Registered, Ended);
    }

    private List<string> Bound(IReadOnlyList<string> parties) => [.. (signatories.Count > 0 ? signatories : parties).Except(gone)];

    private IEnumerable<string> Awaited(IReadOnlyList<string> parties) => Bound(parties).Except(consents.Select(consent => consent.Party!));
}
