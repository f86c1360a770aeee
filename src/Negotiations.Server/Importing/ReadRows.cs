using System.Threading.Channels;
using Negotiations.Import.Formats;

namespace Negotiations.Server.Importing;

/// <summary>Some rows of a file, read and judged.</summary>
/// <param name="Rows">In the order of the file.</param>
/// <param name="Offset">Bytes of the file before the last of them.</param>
internal sealed record ReadRows(IReadOnlyList<StatedRow> Rows, long Offset)
{
    private const int Together = 500;

    // Whatever the rows hold: a few pieces are in memory at once.
    private const int BytesTogether = 1024 * 1024;

    /// <summary>Reads a file to its end. What keeps it from being read goes to the reader of the channel.</summary>
    public static async Task AllAsync(DatasetReader dataset, ChannelWriter<ReadRows> to, CancellationToken stop)
    {
        try
        {
            List<StatedRow> rows = new(Together);
            var begun = 0L;
            foreach (var row in dataset.Read())
            {
                rows.Add(row);
                if (rows.Count < Together && dataset.Offset - begun < BytesTogether)
                    continue;

                await to.WriteAsync(new ReadRows(rows, dataset.Offset), stop);
                (rows, begun) = (new List<StatedRow>(Together), dataset.Offset);
            }

            if (rows.Count > 0)
                await to.WriteAsync(new ReadRows(rows, dataset.Offset), stop);

            to.Complete();
        }
        catch (Exception failure)
        {
            to.TryComplete(failure);
        }
    }
}
