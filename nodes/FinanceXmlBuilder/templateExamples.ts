/** What the form of the format "Custom" starts with: the import of an ERP of our own invention. */
export const EXAMPLE_DOCUMENT_TEMPLATE = `{
  "InvoiceImport": {
    "@version": "1",
    "Invoice": {
      "@number": "\${document.documentNumber}",
      "@currency": "\${document.currencyCode}",
      "Date": "\${document.documentDate | date:DD.MM.YYYY}",
      "Due": "\${document.dueDate | date:DD.MM.YYYY | optional}",
      "Kind": "\${document.selfBilling | map:yes=CREDIT,*=INVOICE}",
      "Partner": {
        "@key": "\${document.bizPartnerExternalRefId | optional}",
        "Name": "\${document.bizPartner.name | truncate:80}",
        "VatNumber": "\${document.bizPartner.vatNumber | optional}"
      },
      "Net": "\${document.amountNoVat | decimals:2}",
      "Gross": "\${document.total | decimals:2}",
      "Lines": {
        "#each items as line": {
          "Line": {
            "@no": "\${line.#number | padStart:4,0}",
            "Text": "\${line.name | trim}",
            "Amount": "\${line.totalNoVat | decimals:2}"
          }
        }
      }
    },
    "Traffic": {
      "#rows": true,
      "Rows": "\${summary.rowCount}",
      "Messages": "\${summary.messageCount}",
      "Amount": "\${summary.totalAmount}"
    }
  }
}`;

export const EXAMPLE_ROW_TEMPLATE = `{
  "Row": {
    "@mcc": "\${row.mcc}",
    "@mnc": "\${row.mnc}",
    "Operator": "\${row.operatorName | optional}",
    "Messages": "\${row.inSmsCnt}",
    "Price": "\${row.sellPrice}",
    "Amount": "\${row.totalAmount}"
  }
}`;
