using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>
/// The first line of an export that carries its proof: how many events follow, and what the log signed of them.
/// </summary>
/// <param name="Events">Also the entries under the checkpoint.</param>
/// <param name="Checkpoint">Signed by the log, with the lines of witnesses.</param>
/// <param name="Keys">That the log has had, with the handovers, the oldest first.</param>
/// <param name="Notices">Where the log says itself what it went on without, or where it came from.</param>
public sealed record ExportHeader(
    long Events,
    SignedNote Checkpoint,
    IReadOnlyList<ExportedKey> Keys,
    IReadOnlyList<string> Notices
)
{
    /// <summary>How a file begins that has one.</summary>
    public const string Start = "{\"export\":";

    /// <summary>The form of the file; another one is not read.</summary>
    public const string Form = "negotiations-record/1";

    private const int Members = 5;

    public byte[] ToLine() =>
        ExportJson.Written(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("export");
            json.WriteString("form", Form);
            json.WriteNumber("events", Events);
            json.WriteString("checkpoint", Checkpoint.ToString());
            json.WriteStartArray("keys");
            foreach (var key in Keys)
            {
                json.WriteStartObject();
                json.WriteString("vkey", key.Vkey);
                json.WriteNumber("fromSize", key.FromSize);
                if (key.Handover is { } handover)
                    json.WriteString("handover", handover);

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("notices");
            foreach (var notice in Notices)
                json.WriteStringValue(notice);

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        });

    /// <summary>Reads the first line; trusts none of it.</summary>
    /// <param name="line">Without its newline.</param>
    /// <param name="header">What it says.</param>
    /// <param name="reason">Why it says nothing: half a sentence.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> line,
        [NotNullWhen(true)] out ExportHeader? header,
        [NotNullWhen(false)] out string? reason
    )
    {
        ExportHeader? read = null;
        reason = ExportJson.Read(line, root =>
        {
            if (!root.TryGetProperty("export", out var export) || root.GetPropertyCount() != 1)
                throw new FormatException("it is no header of an export");

            if (export.GetProperty("form").GetString() != Form || export.GetPropertyCount() != Members)
                throw new FormatException($"the form of this export is not {Form}");

            var text = export.GetProperty("checkpoint").GetString()!;
            if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note, out var unreadable))
                throw new FormatException($"its checkpoint is no signed note: {unreadable.Reason}");

            read = new ExportHeader(
                export.GetProperty("events").GetInt64(),
                note,
                [
                    .. export
                        .GetProperty("keys")
                        .EnumerateArray()
                        .Select(key => new ExportedKey(
                            key.GetProperty("vkey").GetString()!,
                            key.GetProperty("fromSize").GetInt64(),
                            key.TryGetProperty("handover", out var handover) ? handover.GetString() : null
                        )),
                ],
                [.. export.GetProperty("notices").EnumerateArray().Select(each => each.GetString()!)]
            );
        });
        header = read;
        return header is not null && reason is null;
    }
}
