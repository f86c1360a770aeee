using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>Instruments from signature to end, with the consent of each party.</summary>
internal sealed class InstrumentFold(Findings findings, IReadOnlyList<string> parties)
{
    private readonly List<TrackedInstrument> instruments = [];

    public IReadOnlyList<InstrumentView> Instruments => [.. instruments.Select(instrument => instrument.ToView(parties))];

    public bool AreAllEnded => instruments.TrueForAll(instrument => instrument.Ended is not null);

    public bool IsConsented(TrackedInstrument instrument) => instrument.IsConsented(parties);

    /// <returns>The instrument the fact is about, after it; null when it is about none on record.</returns>
    public TrackedInstrument? Evolve(EffectiveEvent each)
    {
        switch (each.Fact)
        {
            case TextAuthenticated { InstrumentId: { } id }:
                return Find(id, each);
            case InstrumentSigned e:
                var signed = Find(e.InstrumentId, each);
                signed.Sign(e, each.Occurred);
                return signed;
            case ConsentExpressed e:
                var consented = Find(e.InstrumentId, each);
                consented.Consent(new ConsentView(e.Party, e.Mode, each.Occurred, each.Id));
                if (consented.Signed is null && e.Mode != ConsentMode.Accession)
                    findings.Anomaly("consent-before-signature", $"{e.Party ?? "A party"} consented on {each.Occurred} to {consented.Name}, and no signature is on record before that.", each.Id);
                return consented;
            case EnteredIntoForce e:
                var inForce = Find(e.InstrumentId, each);
                inForce.EnterIntoForce(each.Occurred);
                if (inForce.Signed is null)
                    findings.Anomaly("force-before-signature", $"{inForce.Name} entered into force on {each.Occurred}, and no signature is on record before that.", each.Id);
                return inForce;
            case InstrumentRegistered e:
                var registered = Find(e.InstrumentId, each);
                registered.Registered = new RegistrationView(e.Registry, e.Number, each.Occurred);
                return registered;
            case InstrumentEnded e:
                var ended = Find(e.InstrumentId, each);
                ended.End(e, each.Occurred, parties);
                return ended;
            default:
                return null;
        }
    }

    // A fact that names no instrument is about the only one there is; a signature that names none is that of another.
    private TrackedInstrument Find(string? id, EffectiveEvent each)
    {
        findings.Decided("instruments", "A source reports on this instrument.", each);
        var found = id is not null ? instruments.Find(instrument => instrument.Id == id)
            : instruments.Count == 1 && each.Fact is not InstrumentSigned ? instruments[0]
            : null;
        if (found is null)
            instruments.Add(found = new TrackedInstrument(id));

        return found;
    }
}
