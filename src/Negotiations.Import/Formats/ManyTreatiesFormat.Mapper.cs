using System.Globalization;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Import.Dates;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Values;

namespace Negotiations.Import.Formats;

// Rows into facts.
public sealed partial class ManyTreatiesFormat
{
    private sealed class Mapper(Release release, ActorRegistry actors) : IRowMapper, ILookAhead
    {
        private const int MostOfTitle = 480;

        // Of the membership first, then of the treaty.
        private static readonly string[] Dated =
        [
            "StateSignature",
            "StateRatification",
            "StateForce",
            "Begin",
            "Signature",
            "Force",
        ];

        // The dates of a state's memberships in a treaty, in their order; and which of them were read.
        private readonly Dictionary<(string State, string Treaty), List<string>> memberships = [];
        private readonly Dictionary<(string Membership, string Dates), int> alike = [];

        // How often the rows of a treaty give it a date.
        private readonly Dictionary<(string Treaty, string Column), SortedDictionary<string, int>> given = [];

        // What was stated of a treaty itself, by part.
        private readonly Dictionary<(string Treaty, string Part), Edtf> treaties = [];

        // Counts once it is known that its row was taken: a row in quarantine states nothing for the others.
        private readonly Dictionary<(string Treaty, string Part), Edtf> pending = [];
        private RowReading? previous;

        public void Look(Row row)
        {
            if (row["stateID"] is not { } state || row["treatyID"] is not { } treaty)
                return;

            if (!memberships.TryGetValue((state, treaty), out var dates))
                memberships.Add((state, treaty), dates = []);

            // Few have more than one.
            dates.Add(DatesOf(row));
            if (dates.Count > 1)
                dates.Sort(StringComparer.Ordinal);

            foreach (var column in new[] { "Signature", "Force", "End" })
                if (row[column] is { } text && DateText.Read(text).Date is { } date)
                {
                    if (!given.TryGetValue((treaty, column), out var counts))
                        given.Add((treaty, column), counts = new SortedDictionary<string, int>(StringComparer.Ordinal));

                    counts[date.Text] = counts.GetValueOrDefault(date.Text) + 1;
                }
        }

        public void Read(Row row, RowReading reading)
        {
            if (previous?.IsTaken == true)
                foreach (var (key, date) in pending)
                    treaties.TryAdd(key, date);

            pending.Clear();
            previous = reading;
            var (written, treaty) = (row["stateID"], row["treatyID"]);
            if (written is null || treaty is null)
            {
                reading.Quarantine(
                    "key-missing",
                    written is null ? "stateID" : "treatyID",
                    written,
                    "Without state and treaty it is unknown whose membership in what this is."
                );
                return;
            }

            var title = reading.Clipped(row["Title"], "Title", MostOfTitle) ?? treaty;
            var standard = new Destination(
                $"treaty-{Codes.Slug(treaty)}",
                title,
                NegotiationKind.Instrument,
                Subject.Other,
                [],
                [new ExternalId("manytreaties", treaty)]
            )
            {
                HasTitle = row["Title"] is not null,
            };
            reading.Destination = standard;
            var dates = Dated.Select(column => row[column]);
            if (ActorCell.CodeOf(actors, written, "stateID", dates, reading) is not { } state)
                return;

            // A merge of two actors changes no key, or every row would be gone and another come.
            var membership = $"{(actors.At(written) is null ? state : written)}/{treaty}";
            var ordinal = OrdinalOf(row, written, treaty);
            reading.Key = ordinal == 1 ? membership : $"{membership}/{ordinal.ToString(CultureInfo.InvariantCulture)}";
            reading.Destination = standard with { Actors = [state] };
            reading.Facts = new RowFacts([state], new Dictionary<string, string> { ["treaty"] = treaty }, null);

            var mapped = new Membership(this, row, reading, treaty, state);
            mapped.AddTreaty();
            mapped.AddState();
        }

        private static string DatesOf(Row row) =>
            string.Join('|', Dated.Append("End").Append("StateEnd").Select(column => row[column]));

        // From 1, in the order of their dates; rows that are alike follow one another.
        private int OrdinalOf(Row row, string state, string treaty)
        {
            if (!memberships.TryGetValue((state, treaty), out var all))
                return 1;

            var dates = DatesOf(row);
            var key = ($"{state}/{treaty}", dates);
            var before = alike[key] = alike.GetValueOrDefault(key) + 1;
            return all.IndexOf(dates) + before;
        }

        private sealed class Membership(Mapper mapper, Row row, RowReading reading, string treaty, string state)
        {
            private readonly string instrument = Codes.InstanceId(treaty);

            public void AddTreaty()
            {
                if (reading.Date(row, "Signature") is { } signed && IsFirst("signature", "Signature", signed))
                    AddTreaty(
                        "signature",
                        Common(
                            new InstrumentSigned
                            {
                                InstrumentId = instrument,
                                Title = reading.Destination!.Title,
                                InstrumentType = InstrumentType.Treaty,
                                SubjectToRatification = true,
                            },
                            signed
                        )
                    );

                if (reading.Date(row, "Force") is { } inForce && IsFirst("force", "Force", inForce))
                    AddTreaty("force", Common(new EnteredIntoForce { InstrumentId = instrument }, inForce));

                if (reading.Date(row, "End") is { } ended && IsFirst("end", "End", ended))
                    AddTreaty(
                        "end",
                        Common(new InstrumentEnded { InstrumentId = instrument, Mode = EndMode.Terminated }, ended)
                    );
            }

            public void AddState()
            {
                if (reading.Date(row, "StateSignature") is { } signed)
                    reading.Add(
                        "signature",
                        Common(
                            new InstrumentSigned
                            {
                                InstrumentId = instrument,
                                InstrumentType = InstrumentType.Treaty,
                                Signatories = [state],
                            },
                            signed,
                            state
                        )
                    );

                if (reading.Date(row, "StateRatification") is { } ratified)
                    reading.Add(
                        "ratification",
                        Common(
                            new ConsentExpressed
                            {
                                InstrumentId = instrument,
                                Party = state,
                                Mode = ConsentMode.Ratification,
                            },
                            ratified,
                            state
                        )
                    );

                if (reading.Date(row, "StateForce") is { } inForce)
                    reading.Add(
                        "force",
                        Common(new EnteredIntoForce { InstrumentId = instrument, ForParty = state }, inForce, state)
                    );

                if (reading.Date(row, "StateEnd") is { } ended)
                    reading.Add(
                        "end",
                        Common(
                            new InstrumentEnded
                            {
                                InstrumentId = instrument,
                                Party = state,
                                Mode = EndMode.Withdrawn,
                            },
                            ended,
                            state
                        )
                    );

                AddUndated();
            }

            // A member of which the file has no date: since some day after the treaty was signed.
            private void AddUndated()
            {
                if (
                    reading.Statements.All(statement => statement.Row != reading.Key)
                    && reading.Date(row, "Begin") is { Earliest: { } from }
                )
                    reading.Add(
                        "membership",
                        Common(
                            new ParticipationChanged
                            {
                                Actor = state,
                                Role = ActorRole.Party,
                                Change = ParticipationChange.Joined,
                            },
                            Edtf.Parse($"[{Edtf.Day(from)}..]"),
                            state
                        )
                    );
            }

            // A treaty is signed once, however many rows say so; when they do not agree that counts which most of them
            // give, and the others say so.
            private bool IsFirst(string part, string column, Edtf date)
            {
                if (
                    mapper.given.TryGetValue((treaty, column), out var counts)
                    && counts.MaxBy(each => each.Value).Key is var most
                    && most != date.Text
                )
                {
                    reading.Normalise(
                        "treaty-date-differs",
                        column,
                        date.Text,
                        most,
                        "Most rows of the treaty give it another date; that one was taken."
                    );
                    return false;
                }

                return !mapper.treaties.ContainsKey((treaty, part)) && mapper.pending.TryAdd((treaty, part), date);
            }

            private void AddTreaty(string part, Fact fact) => reading.AddShared($"treaty/{treaty}", part, fact);

            private T Common<T>(T fact, Edtf occurred, string? actor = null)
                where T : Fact =>
                fact with
                {
                    Occurred = occurred,
                    Sources = [mapper.Release.ToSource(actor is null ? treaty : reading.Key)],
                    Actors = actor is null ? null : [new Actor { Id = actor, Role = ActorRole.Party }],
                    ExternalIds = [new ExternalId("manytreaties", actor is null ? treaty : reading.Key!)],
                };
        }

        private Release Release => release;
    }
}
