using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Instruments from signature to end, with the consent of each party.</summary>
internal sealed class InstrumentFold(Findings findings, IReadOnlyList<string> parties)
{
    private readonly List<Entry> instruments = [];

    public IReadOnlyList<InstrumentView> Instruments => [.. instruments.Select(instrument => instrument.ToView(parties))];

    public void Evolve(EffectiveEvent each)
    {
        switch (each.Fact)
        {
            case TextAuthenticated { InstrumentId: { } id }:
                Find(id, each);
                break;
            case InstrumentSigned e:
                Sign(Find(e.InstrumentId, each), e, each);
                break;
            case ConsentExpressed e:
                var instrument = Find(e.InstrumentId ?? Only()?.Id, each);
                instrument.Consents.Add(new ConsentView(e.Party, e.Mode, each.Occurred, each.Id));
                if (instrument.Signed is null && e.Mode != ConsentMode.Accession)
                    findings.Anomaly("consent-before-signature", $"{e.Party ?? "A party"} consented on {each.Occurred} to {instrument.Name}, and no signature is on record before that.", each.Id);
                break;
            case EnteredIntoForce e:
                var inForce = Find(e.InstrumentId ?? Only()?.Id, each);
                inForce.InForce ??= each.Occurred;
                if (inForce.Signed is null)
                    findings.Anomaly("force-before-signature", $"{inForce.Name} entered into force on {each.Occurred}, and no signature is on record before that.", each.Id);
                break;
            case InstrumentRegistered e:
                Find(e.InstrumentId ?? Only()?.Id, each).Registered = new RegistrationView(e.Registry, e.Number, each.Occurred);
                break;
            case InstrumentEnded e:
                End(Find(e.InstrumentId ?? Only()?.Id, each), e, each);
                break;
            default:
                break;
        }
    }

    private static void Sign(Entry instrument, InstrumentSigned signed, EffectiveEvent each)
    {
        instrument.Signed ??= each.Occurred;
        instrument.Title = signed.Title ?? instrument.Title;
        instrument.Type = signed.InstrumentType ?? instrument.Type;
        instrument.NeedsConsent |= signed.SubjectToRatification == true;
        instrument.Signatories.AddRange((signed.Signatories ?? []).Except(instrument.Signatories));
    }

    private static void End(Entry instrument, InstrumentEnded ended, EffectiveEvent each)
    {
        if (ended.Party is { } party && instrument.Signatories.Count > 2)
        {
            instrument.Consents.RemoveAll(consent => consent.Party == party);
            instrument.Signatories.Remove(party);
            return;
        }

        instrument.Ended = new EndView(ended.Mode, ended.Party, each.Occurred);
    }

    // A fact that names no instrument is about the only one there is.
    private Entry? Only() => instruments.Count == 1 ? instruments[0] : null;

    private Entry Find(string? id, EffectiveEvent each)
    {
        findings.Decided("instruments", "A source reports on this instrument.", each);
        var found = instruments.Find(instrument => instrument.Id == id && id is not null) ?? (id is null && each.Fact is not InstrumentSigned ? Only() : null);
        if (found is null)
            instruments.Add(found = new Entry(id));

        return found;
    }

    private sealed class Entry(string? id)
    {
        public string? Id => id;

        public string Name => id is null ? "the instrument" : $"'{id}'";

        public string? Title { get; set; }

        public InstrumentType? Type { get; set; }

        public Edtf? Signed { get; set; }

        public bool NeedsConsent { get; set; }

        public List<string> Signatories { get; } = [];

        public List<ConsentView> Consents { get; } = [];

        public Edtf? InForce { get; set; }

        public RegistrationView? Registered { get; set; }

        public EndView? Ended { get; set; }

        public InstrumentView ToView(IReadOnlyList<string> parties)
        {
            var required = Signatories.Count > 0 ? Signatories : parties;
            var awaiting = NeedsConsent || Consents.Count > 0 ? required.Except(Consents.Select(consent => consent.Party!)).ToList() : [];
            var byConsent = required.Count > 0 && awaiting.Count == 0 && Consents.Count > 0 ? Consents[^1].Occurred : null;
            return new InstrumentView(id, Title, Type, Signed, Signatories, Consents, awaiting, Ended is null ? InForce ?? byConsent : null, Registered, Ended);
        }
    }
}
