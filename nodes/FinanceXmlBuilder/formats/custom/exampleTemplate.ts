import { NAMESPACE } from './namespace';

/** The default template of the format "Custom": the import format of an invented ERP. */
export const EXAMPLE_TEMPLATE = `<?xml version="1.0" encoding="UTF-8"?>
<InvoiceImport xmlns:t="${NAMESPACE}" version="1">
  <Invoice number="\${document.documentNumber}" currency="\${document.currencyCode}">
    <Date>\${document.documentDate | date:DD.MM.YYYY}</Date>
    <Due>\${document.dueDate | date:DD.MM.YYYY | optional}</Due>
    <Kind>\${document.selfBilling | map:yes=CREDIT,*=INVOICE}</Kind>
    <Partner key="\${document.bizPartnerExternalRefId | optional}">
      <Name>\${document.bizPartner.name | truncate:80}</Name>
      <VatNumber>\${document.bizPartner.vatNumber | optional}</VatNumber>
    </Partner>
    <Net>\${document.amountNoVat | decimals:2}</Net>
    <Gross>\${document.total | decimals:2}</Gross>
    <Lines>
      <Line t:each="document.items as line" no="\${line.#number | padStart:4,0}">
        <Text>\${line.name | trim}</Text>
        <Amount>\${line.totalNoVat | decimals:2}</Amount>
      </Line>
    </Lines>
  </Invoice>
  <Traffic t:if="rows">
    <Row t:each="rows" mcc="\${row.mcc}" mnc="\${row.mnc}">
      <Operator>\${row.operatorName | optional}</Operator>
      <Messages>\${row.inSmsCnt}</Messages>
      <Price>\${row.sellPrice}</Price>
      <Amount>\${row.totalAmount}</Amount>
    </Row>
    <Rows>\${summary.rowCount}</Rows>
    <Messages>\${summary.messageCount}</Messages>
    <Amount>\${summary.totalAmount}</Amount>
  </Traffic>
</InvoiceImport>
`;
