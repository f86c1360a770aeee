using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Negotiations.Store.Connections;

/// <summary>Rows in the binary form of COPY, put together here and sent in large pieces.</summary>
/// <param name="to">Of the copy under way.</param>
public sealed class CopyRows(NpgsqlRawCopyStream to)
{
    private const int Piece = 256 * 1024;
    private const short End = -1;

    // Of the binary form of jsonb.
    private const byte Version = 1;

    // The clock of PostgreSQL begins here.
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private static ReadOnlySpan<byte> Signature =>
        [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0];

    private readonly ArrayBufferWriter<byte> bytes = new(Piece + (16 * 1024));

    /// <summary>Before the first row.</summary>
    public void Begin()
    {
        bytes.Write(Signature);
        Number(0);
        Number(0);
    }

    public async ValueTask StartAsync(short columns, CancellationToken stop)
    {
        if (bytes.WrittenCount > Piece)
            await SendAsync(stop);

        Columns(columns);
    }

    public void Write(long value)
    {
        Number(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), value);
        bytes.Advance(sizeof(long));
    }

    public void Write(bool value)
    {
        Number(1);
        bytes.Write([(byte)(value ? 1 : 0)]);
    }

    public void Write(Guid value)
    {
        Number(16);
        value.TryWriteBytes(bytes.GetSpan(16), bigEndian: true, out _);
        bytes.Advance(16);
    }

    /// <summary>Of whole microseconds, as all that is recorded.</summary>
    public void Write(DateTimeOffset value) => Write((value.UtcTicks - Epoch) / TimeSpan.TicksPerMicrosecond);

    public void Write(string value)
    {
        Number(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, bytes);
    }

    public void WriteJsonb(ReadOnlySpan<byte> json)
    {
        Number(1 + json.Length);
        bytes.Write([Version]);
        bytes.Write(json);
    }

    public void WriteJsonb(string json)
    {
        Number(1 + Encoding.UTF8.GetByteCount(json));
        bytes.Write([Version]);
        Encoding.UTF8.GetBytes(json, bytes);
    }

    /// <summary>After the last row.</summary>
    public async Task EndAsync(CancellationToken stop)
    {
        Columns(End);
        await SendAsync(stop);
    }

    private void Columns(short count)
    {
        BinaryPrimitives.WriteInt16BigEndian(bytes.GetSpan(sizeof(short)), count);
        bytes.Advance(sizeof(short));
    }

    private void Number(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(sizeof(int)), value);
        bytes.Advance(sizeof(int));
    }

    private async Task SendAsync(CancellationToken stop)
    {
        await to.WriteAsync(bytes.WrittenMemory, stop);
        bytes.ResetWrittenCount();
    }
}
